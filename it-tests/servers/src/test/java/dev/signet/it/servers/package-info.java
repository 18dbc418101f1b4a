/**
 * The same application and the same truth table on each server, and the matrix of what each does.
 */
@NullMarked
package dev.signet.it.servers;

import org.jspecify.annotations.NullMarked;
