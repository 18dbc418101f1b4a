/** A real browser in front of the server, and the page of the demo. */
@NullMarked
package dev.signet.it.browser;

import org.jspecify.annotations.NullMarked;
