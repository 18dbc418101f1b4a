/**
 * Where in a request the token may be, and over which network, proxy and TLS connection it may
 * come.
 */
@NullMarked
package dev.signet.it.channel;

import org.jspecify.annotations.NullMarked;
