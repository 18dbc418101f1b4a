/** The line from a request to the caller's identity: one class that reads top to bottom. */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
