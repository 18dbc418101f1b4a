/** Keys, signatures and claims; the only package that knows jose4j. */
@NullMarked
package dev.signet.jose;

import org.jspecify.annotations.NullMarked;
