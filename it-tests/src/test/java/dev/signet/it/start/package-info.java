/**
 * Which applications are served, from when on, and by which configuration, when it is wrong,
 * changed or doubled.
 */
@NullMarked
package dev.signet.it.start;

import org.jspecify.annotations.NullMarked;
