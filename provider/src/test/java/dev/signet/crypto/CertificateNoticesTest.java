package dev.signet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.config.KeySource;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of certificates whose time is over, or will be soon, or has not come. */
class CertificateNoticesTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private final AtomicLong ticker = new AtomicLong();
  private final CertificateNotices notices = new CertificateNotices(ticker::get);

  private TrustedKey key(String subject, Instant from, Instant until) throws IOException {
    Path file = directory.resolve("signer.pem");
    Files.writeString(
        file, TestCertificates.of(subject, TestKeys.P_256).from(from).until(until).pem());
    return new KeySource.PemFiles(file).load().get(0);
  }

  private List<String> lookAt(TrustedKey key, Instant now) {
    try (LogOfSignet log = LogOfSignet.open()) {
      notices.look("webseal", key, now);
      return log.linesWith(directory.toString());
    }
  }

  private String line(String subject, String state) {
    return "WARNING issuer definition webseal: the certificate "
        + subject
        + " in "
        + directory.resolve("signer.pem")
        + " "
        + state;
  }

  @Test
  void thirtyDaysBeforeItsEndACertificateIsNamedAndNoSooner() throws IOException {
    Instant end = Tokens.NOW.plus(Duration.ofDays(30));
    TrustedKey key = key("CN=a", Tokens.NOW.minus(DAY), end);
    assertEquals(List.of(), lookAt(key, Tokens.NOW.minusSeconds(1)));
    String ends =
        line("CN=a", "expires on 2026-07-01T12:00:00Z and verifies no token after that: renew it");
    assertEquals(List.of(ends), lookAt(key, Tokens.NOW));
    ticker.addAndGet(DAY.toNanos());
    assertEquals(List.of(ends), lookAt(key, end));
    assertEquals(
        List.of(
            line(
                "CN=a",
                "expired on 2026-07-01T12:00:00Z and verifies no token any more: renew it")),
        lookAt(key, end.plusSeconds(1)));
  }

  @Test
  void aCertificateThatIsNotYetInTimeIsNamed() throws IOException {
    TrustedKey key = key("CN=a", Tokens.NOW, Tokens.NOW.plus(Duration.ofDays(365)));
    assertEquals(
        List.of(
            line(
                "CN=a",
                "is not valid before 2026-06-01T12:00:00Z and verifies no token until then")),
        lookAt(key, Tokens.NOW.minusSeconds(1)));
    assertEquals(List.of(), lookAt(key, Tokens.NOW));
  }

  @Test
  void eachIsNamedOnceADayByATimeThatIsNeverSet() throws IOException {
    TrustedKey key = key("CN=a", Tokens.NOW.minus(DAY), Tokens.NOW);
    Instant now = Tokens.NOW.plusSeconds(1);
    assertEquals(1, lookAt(key, now).size());
    assertEquals(List.of(), lookAt(key, now.plus(DAY)));
    ticker.addAndGet(DAY.toNanos() - 1);
    assertEquals(List.of(), lookAt(key, now));
    ticker.addAndGet(1);
    assertEquals(1, lookAt(key, now).size());
  }

  @Test
  void aHundredAreNamedWithinADayAndThenTheLogSaysThatThereAreMore() throws IOException {
    try (LogOfSignet log = LogOfSignet.open()) {
      for (int i = 0; i < 150; i++) {
        TrustedKey key = key("CN=" + i, Tokens.NOW.minus(DAY), Tokens.NOW);
        notices.look("webseal", key, Tokens.NOW.plusSeconds(1));
      }
      assertEquals(100, log.linesWith(directory.toString()).size());
      assertEquals(
          List.of(
              "WARNING more than 100 certificates are expired, not yet valid or close to"
                  + " their end; the others are not logged for a day"),
          log.linesWith("the others"));
    }
    ticker.addAndGet(DAY.toNanos());
    assertEquals(
        1,
        lookAt(key("CN=149", Tokens.NOW.minus(DAY), Tokens.NOW), Tokens.NOW.plusSeconds(1)).size());
  }
}
