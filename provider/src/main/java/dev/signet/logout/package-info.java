/** The address at which an issuer announces that a login has ended. */
@NullMarked
package dev.signet.logout;

import org.jspecify.annotations.NullMarked;
