/** The demo: the proxy with Open Liberty behind it, its page and its buttons. */
@NullMarked
package dev.signet.junction.demo;

import org.jspecify.annotations.NullMarked;
