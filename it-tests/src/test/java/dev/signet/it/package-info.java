/** Signet on a real Open Liberty: sentences about its boundaries, told over HTTP. */
@NullMarked
package dev.signet.it;

import org.jspecify.annotations.NullMarked;
