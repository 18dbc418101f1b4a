/** The token as it arrives, and the catalogue of refusals. */
@NullMarked
package dev.signet.token;

import org.jspecify.annotations.NullMarked;
