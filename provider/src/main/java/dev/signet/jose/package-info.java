/** Verifies signatures and validates claims; the only package that uses jose4j's tokens. */
@NullMarked
package dev.signet.jose;

import org.jspecify.annotations.NullMarked;
