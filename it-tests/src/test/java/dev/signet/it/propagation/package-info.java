/** The token of a request on its way from one server to another. */
@NullMarked
package dev.signet.it.propagation;

import org.jspecify.annotations.NullMarked;
