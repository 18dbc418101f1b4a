/** The token of a request on its way to the next server. */
@NullMarked
package dev.signet.propagation;

import org.jspecify.annotations.NullMarked;
