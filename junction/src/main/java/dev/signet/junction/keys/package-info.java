/** Keys and certificates: they are made, stored and published as key sets. */
@NullMarked
package dev.signet.junction.keys;

import org.jspecify.annotations.NullMarked;
