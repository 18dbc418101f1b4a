/** The token as it arrives, and the words for refusing it. */
@NullMarked
package dev.signet.token;

import org.jspecify.annotations.NullMarked;
