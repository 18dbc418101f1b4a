/** What Java looks for to open addresses of key rings. */
@NullMarked
package dev.signet.testing.safkeyring;

import org.jspecify.annotations.NullMarked;
