/** Identities that are taken back before their tokens end: the entries, their file, the check. */
@NullMarked
package dev.signet.revocation;

import org.jspecify.annotations.NullMarked;
