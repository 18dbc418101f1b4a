package dev.signet.benchmarks;

import dev.signet.AuthenticationResult;
import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A request, from its header to who the caller is, whatever the token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LineBenchmark {
  private static final int TOKENS = 512;

  /** What the tokens are signed with. */
  @Param({"RS256", "PS256", "ES256", "EdDSA"})
  public TokenAlgorithm algorithm = TokenAlgorithm.RS256;

  /** Whether the tokens are of about 8,000 characters, and not of about 500. */
  @Param({"false", "true"})
  public boolean large;

  /** How many issuers there are. */
  @Param({"1", "10000"})
  public int issuers = 1;

  /** What the requests bring. */
  @Param({"REMEMBERED", "NEW", "FORGED", "EXPIRED", "GARBAGE"})
  public SentToken sent = SentToken.REMEMBERED;

  private @Nullable JwtAuthenticator line;
  private List<HttpServletRequest> requests = List.of();

  /** Each thread has a place of its own in the tokens. */
  @State(Scope.Thread)
  public static class Turn {
    private int next = System.identityHashCode(this) & (TOKENS - 1);

    /** For JMH. */
    public Turn() {}

    HttpServletRequest of(List<HttpServletRequest> requests) {
      next = (next + 1) & (TOKENS - 1);
      return requests.get(next);
    }
  }

  /** For JMH. */
  public LineBenchmark() {}

  /**
   * Builds the line and the requests, and sees that each is answered as it should be.
   *
   * @throws IOException where the files cannot be written
   * @throws GeneralSecurityException where the keys cannot be made
   * @throws ConfigException where the configuration is wrong
   * @throws VerificationUnavailableException never, since the keys are local
   */
  @Setup
  public void start()
      throws IOException,
          GeneralSecurityException,
          ConfigException,
          VerificationUnavailableException {
    ManyIssuers many =
        ManyIssuers.in(Files.createTempDirectory("signet-benchmark"), algorithm, issuers, 0);
    SignetConfig config =
        SignetConfig.load(sent == SentToken.REMEMBERED ? many.remembering() : many.forgetful());
    JwtAuthenticator built = JwtAuthenticator.of(config, Clock.systemUTC());
    requests =
        new ArrayList<>(
            HeaderRequest.withEach(
                sent.tokens(many, TOKENS, large ? TokenShape.LARGE : TokenShape.SMALL)));
    for (HttpServletRequest request : requests) {
      if (!sent.isAnsweredBy(built.authenticate(request))) {
        throw new IllegalStateException("a request has another answer than " + sent);
      }
    }
    line = built;
  }

  /**
   * One request.
   *
   * @param turn which
   * @return the result
   * @throws VerificationUnavailableException never, since the keys are local
   */
  @Benchmark
  public AuthenticationResult authenticate(Turn turn) throws VerificationUnavailableException {
    return Objects.requireNonNull(line).authenticate(turn.of(requests));
  }

  /** Ends the line. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(line).close();
  }
}
