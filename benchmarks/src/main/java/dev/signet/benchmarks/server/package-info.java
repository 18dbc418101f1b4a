/** Whole servers under load, side by side. */
@NullMarked
package dev.signet.benchmarks.server;

import org.jspecify.annotations.NullMarked;
