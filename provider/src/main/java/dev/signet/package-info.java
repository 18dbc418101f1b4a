/** From a request to who the caller is: {@link dev.signet.JwtAuthenticator}, top to bottom. */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
