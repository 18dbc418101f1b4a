/** Maps the claims of a verified token to the identity of the caller. */
@NullMarked
package dev.signet.identity;

import org.jspecify.annotations.NullMarked;
