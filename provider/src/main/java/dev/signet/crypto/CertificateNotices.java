package dev.signet.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Logs certificates that are expired or not yet valid, and those that expire within 30 days. Each
 * is logged once a day for the whole process, however many definitions and applications use it and
 * however often they are read again. At most a hundred are logged a day. Thread-safe.
 */
public final class CertificateNotices {
  private static final Logger LOG = Messages.logger(CertificateNotices.class);
  private static final Duration AHEAD = Duration.ofDays(30);
  private static final Duration INTERVAL = Duration.ofDays(1);
  private static final int MAX_IN_INTERVAL = 100;
  private static final CertificateNotices OF_PROCESS =
      new CertificateNotices(Ticker.systemTicker());

  /** The notices of the last interval, which is not measured by the time of day. */
  private final Cache<String, Boolean> said;

  CertificateNotices(Ticker ticker) {
    this.said =
        Caffeine.newBuilder()
            .expireAfterWrite(INTERVAL)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** The one that all definitions and applications of this process use. */
  public static CertificateNotices ofProcess() {
    return OF_PROCESS;
  }

  /** Logs the certificate of a key if there is a notice about it that has not been logged. */
  public void look(String issuerId, TrustedKey key, Instant now) {
    key.certificate()
        .flatMap(certificate -> state(certificate, now))
        .ifPresent(state -> say(issuerId, key.described() + " " + state));
  }

  private static Optional<String> state(X509Certificate certificate, Instant now) {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isBefore(start)) {
      return Optional.of("is not valid before " + start + " and verifies no token until then");
    }
    if (now.isAfter(end)) {
      return Optional.of("expired on " + end + " and verifies no token any more: renew it");
    }
    return now.isBefore(end.minus(AHEAD))
        ? Optional.empty()
        : Optional.of("expires on " + end + " and verifies no token after that: renew it");
  }

  private synchronized void say(String issuerId, String notice) {
    if (said.getIfPresent(notice) != null) {
      return;
    }
    said.cleanUp();
    long before = said.estimatedSize();
    if (before > MAX_IN_INTERVAL) {
      return;
    }
    said.put(notice, true);
    if (before == MAX_IN_INTERVAL) {
      LOG.log(
          Level.WARNING,
          "SIGNET0104W: more than {0} certificates are expired, not yet valid or close to their end;"
              + " the others are not logged for a day",
          MAX_IN_INTERVAL);
      return;
    }
    LOG.log(Level.WARNING, "SIGNET0105W: issuer definition {0}: the {1}", issuerId, notice);
  }
}
