package dev.signet.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of an issuer's keys.
 *
 * @param issuerId the {@code id} of the issuer's definition
 * @param keys the number of keys
 * @param lastSuccess the time of the last successful read
 * @param lastFailure the reason why the last read failed; empty after a success
 * @param attempts the number of reads, failed ones included
 */
public record KeyStatus(
    String issuerId,
    int keys,
    Optional<Instant> lastSuccess,
    Optional<String> lastFailure,
    long attempts) {}
