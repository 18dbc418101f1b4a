/** Signet beside the login that it is to replace. */
@NullMarked
package dev.signet.it.rehearsal;

import org.jspecify.annotations.NullMarked;
