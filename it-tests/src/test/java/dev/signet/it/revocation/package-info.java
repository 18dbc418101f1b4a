/** Tokens that are taken back before they end. */
@NullMarked
package dev.signet.it.revocation;

import org.jspecify.annotations.NullMarked;
