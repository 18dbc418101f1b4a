/**
 * The keys of the issuers: where they come from, how long they are held, and which one verifies a
 * token.
 */
@NullMarked
package dev.signet.keys;

import org.jspecify.annotations.NullMarked;
