package dev.signet.rehearsal;

import dev.signet.JwtAuthenticator;
import dev.signet.token.RequestChannel;

/**
 * The line of a configuration.
 *
 * @param authenticator for nothing but the rehearsal
 * @param channels what knows the trusted proxies
 */
record Line(JwtAuthenticator authenticator, RequestChannel channels) {}
