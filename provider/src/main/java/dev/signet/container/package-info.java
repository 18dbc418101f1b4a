/** The side of the server: translate a request, authenticate it, translate the outcome. */
@NullMarked
package dev.signet.container;

import org.jspecify.annotations.NullMarked;
