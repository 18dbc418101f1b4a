/** The proxy of a developer: no login page, users at a click, on this machine alone. */
@NullMarked
package dev.signet.junction.dev;

import org.jspecify.annotations.NullMarked;
