/**
 * MicroProfile JWT 2.1 for applications that Signet serves: their principal, the injection of
 * tokens and claims, and the settings {@code mp.jwt.*}. Signet verifies the tokens; nothing here
 * does.
 */
@NullMarked
package dev.signet.mpjwt;

import org.jspecify.annotations.NullMarked;
