/** A principal with the name of Signet's, of which the application knows no more than that name. */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
