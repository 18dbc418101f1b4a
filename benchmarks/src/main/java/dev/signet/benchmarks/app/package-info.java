/** What runs inside the measured servers. */
@NullMarked
package dev.signet.benchmarks.app;

import org.jspecify.annotations.NullMarked;
