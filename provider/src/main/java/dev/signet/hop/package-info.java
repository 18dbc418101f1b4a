/** Where an application's clients may send the token of their request. */
@NullMarked
package dev.signet.hop;

import org.jspecify.annotations.NullMarked;
