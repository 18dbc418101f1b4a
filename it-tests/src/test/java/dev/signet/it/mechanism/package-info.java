/** Applications with the mechanism of Signet in them; they run in the server. */
@NullMarked
package dev.signet.it.mechanism;

import org.jspecify.annotations.NullMarked;
