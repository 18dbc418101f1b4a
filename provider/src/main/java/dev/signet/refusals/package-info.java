/** Refusals as they are written down: their reference, their line in the log and their record. */
@NullMarked
package dev.signet.refusals;

import org.jspecify.annotations.NullMarked;
