/** What is measured, as plain numbers, and the ways by which it leaves the server. */
@NullMarked
package dev.signet.metrics;

import org.jspecify.annotations.NullMarked;
