/** What an application injects of MicroProfile JWT; it runs in the server. */
@NullMarked
package dev.signet.it.claims;

import org.jspecify.annotations.NullMarked;
