/** Applications with the mechanism of Signet in them, which run in the server, and their tests. */
@NullMarked
package dev.signet.it.mechanism;

import org.jspecify.annotations.NullMarked;
