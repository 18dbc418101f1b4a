/** Clients that ask for pages, with headers, cookies or certificates, and the answers they get. */
@NullMarked
package dev.signet.it.client;

import org.jspecify.annotations.NullMarked;
