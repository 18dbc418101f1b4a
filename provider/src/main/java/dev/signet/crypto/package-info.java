/** Keys and algorithms as such: PEM, key stores, strength, families and digests. */
@NullMarked
package dev.signet.crypto;

import org.jspecify.annotations.NullMarked;
