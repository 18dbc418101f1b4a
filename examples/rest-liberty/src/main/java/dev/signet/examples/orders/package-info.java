/** A REST service whose callers are authenticated by Signet. */
package dev.signet.examples.orders;
