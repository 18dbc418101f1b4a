/** What a request costs, measured with JMH. */
@NullMarked
package dev.signet.benchmarks;

import org.jspecify.annotations.NullMarked;
