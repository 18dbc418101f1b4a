/** Servers that share state, and the engines that they share it through. */
@NullMarked
package dev.signet.it.cluster;

import org.jspecify.annotations.NullMarked;
