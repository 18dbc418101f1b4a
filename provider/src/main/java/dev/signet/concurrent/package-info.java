/** Tasks of Jakarta Concurrency have the token of the request that has submitted them. */
@NullMarked
package dev.signet.concurrent;

import org.jspecify.annotations.NullMarked;
