/** What the line does with tokens that nobody should trust. */
@NullMarked
package dev.signet.attack;

import org.jspecify.annotations.NullMarked;
