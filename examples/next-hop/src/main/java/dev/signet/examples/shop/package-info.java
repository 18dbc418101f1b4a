/** A REST service that calls another one as its caller. */
package dev.signet.examples.shop;
