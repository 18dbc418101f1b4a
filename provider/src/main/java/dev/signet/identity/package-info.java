/** From the claims of a verified token to who the caller is. */
@NullMarked
package dev.signet.identity;

import org.jspecify.annotations.NullMarked;
