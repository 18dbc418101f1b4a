package dev.signet.config;

import dev.signet.crypto.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * How an issuer is asked about its tokens (RFC 7662).
 *
 * @param endpoint the address
 * @param clientId the name of the client that asks
 * @param clientSecret the password of that client
 * @param isAlone whether the answer replaces the signature, so that a token may be opaque;
 *     otherwise both are required
 * @param cacheTime the longest time for which an answer is used
 * @param fetch the timeouts, and the trusted certificates for TLS
 */
public record IntrospectionSettings(
    URI endpoint,
    String clientId,
    Secret clientSecret,
    boolean isAlone,
    Duration cacheTime,
    FetchSettings fetch) {}
