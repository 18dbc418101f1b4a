package dev.signet.config;

import dev.signet.crypto.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * How an issuer is asked about its tokens (RFC 7662).
 *
 * @param endpoint where
 * @param clientId who asks
 * @param clientSecret the password to that
 * @param isAlone whether the answer is all there is, so that a token may be opaque; else it comes
 *     in addition to the signature
 * @param cacheTime how long an answer is good at most
 * @param fetch the timeouts, and whose TLS certificate is trusted
 */
public record IntrospectionSettings(
    URI endpoint,
    String clientId,
    Secret clientSecret,
    boolean isAlone,
    Duration cacheTime,
    FetchSettings fetch) {}
