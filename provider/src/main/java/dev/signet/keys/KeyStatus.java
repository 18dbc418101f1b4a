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
 * @param canVerify whether a token can be verified now: by a key whose certificate is valid, or by
 *     asking the issuer where the definition has no keys
 * @param certificateEnd when the next certificate of a key ends; the last end where all have ended;
 *     empty where no key has a certificate
 */
public record KeyStatus(
    String issuerId,
    int keys,
    Optional<Instant> lastSuccess,
    Optional<String> lastFailure,
    long attempts,
    boolean canVerify,
    Optional<Instant> certificateEnd) {}
