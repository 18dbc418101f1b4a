package dev.signet.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * How the keys of an issuer are.
 *
 * @param issuerId the {@code id} of the issuer's definition
 * @param keys how many keys there are
 * @param lastSuccess when they were read last
 * @param lastFailure why they could not be read when that was tried last; empty after a success
 * @param attempts how often they were read or tried to be read
 */
public record KeyStatus(
    String issuerId,
    int keys,
    Optional<Instant> lastSuccess,
    Optional<String> lastFailure,
    long attempts) {}
