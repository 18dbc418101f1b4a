/** Tokens: claims, signatures, and the keys that sign now and next. */
@NullMarked
package dev.signet.junction.mint;

import org.jspecify.annotations.NullMarked;
