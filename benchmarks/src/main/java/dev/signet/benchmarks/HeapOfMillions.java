package dev.signet.benchmarks;

import dev.signet.AuthenticationResult;
import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.token.VerificationUnavailableException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * What the heap holds after a million distinct tokens of each kind. The memory has its usual size,
 * 50,000 tokens. The keys are short, since a million signatures have to be made.
 */
final class HeapOfMillions {
  private static final long MILLION = 1_000_000;
  private static final long REMEMBERED = 50_000;
  private static final String COLUMN = "MiB";

  private final ManyIssuers issuers;
  private final JwtAuthenticator line;
  private final String template;

  private HeapOfMillions(ManyIssuers issuers, JwtAuthenticator line, String template) {
    this.issuers = issuers;
    this.line = line;
    this.template = template;
  }

  static Report measure() throws Exception {
    ManyIssuers issuers =
        ManyIssuers.in(Files.createTempDirectory("signet-heap"), TokenAlgorithm.SHORT_RS256, 1, 0);
    try (JwtAuthenticator line =
        JwtAuthenticator.of(SignetConfig.load(issuers.remembering()), Clock.systemUTC())) {
      HeapOfMillions heap =
          new HeapOfMillions(issuers, line, issuers.token(0, 0, TokenShape.SMALL));
      return heap.fill();
    }
  }

  private Report fill() {
    Report report =
        Report.of(
            "Without a server: heap in use after a collection, by distinct tokens sent", COLUMN);
    report.add("at the start", COLUMN, used());
    send(0, MILLION, this::garbage, SentToken.GARBAGE);
    report.add("after a million of garbage", COLUMN, used());
    send(0, MILLION, this::forged, SentToken.FORGED);
    report.add("after a million forged", COLUMN, used());
    send(0, REMEMBERED, this::good, SentToken.NEW);
    report.add("after 50,000 good", COLUMN, used());
    send(REMEMBERED, MILLION, this::good, SentToken.NEW);
    report.add("after a million good", COLUMN, used());
    return report;
  }

  private String garbage(long serial) {
    return "AAA" + serial + template.substring(3);
  }

  /** Each claims set is another one, and the signature is that of none of them. */
  private String forged(long serial) {
    return issuers.forgery(serial, template.substring(template.lastIndexOf('.')));
  }

  private String good(long serial) {
    try {
      return issuers.token(0, serial, TokenShape.SMALL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(long from, long to, LongFunction<String> token, SentToken sent) {
    LongStream.range(from, to)
        .parallel()
        .forEach(
            serial -> {
              if (!sent.isAnsweredBy(answer(token.apply(serial)))) {
                throw new IllegalStateException("a request has another answer than " + sent);
              }
            });
  }

  private AuthenticationResult answer(String token) {
    try {
      return line.authenticate(HeaderRequest.withJwt(token));
    } catch (VerificationUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Spread used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return Spread.of((runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20));
  }
}
