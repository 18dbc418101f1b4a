/** Keys and certificates, and tokens signed with them. */
@NullMarked
package dev.signet.it.tokens;

import org.jspecify.annotations.NullMarked;
