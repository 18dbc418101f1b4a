/**
 * Keys from files and from key servers: rolled, reloaded, unknown, flooded and unavailable; also
 * encrypted tokens.
 */
@NullMarked
package dev.signet.it.keys;

import org.jspecify.annotations.NullMarked;
