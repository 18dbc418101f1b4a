/**
 * The keys of the issuers: their sources, how long they are used, and which one verifies a token.
 */
@NullMarked
package dev.signet.keys;

import org.jspecify.annotations.NullMarked;
