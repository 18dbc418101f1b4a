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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A request with a remembered token and with a new one, whatever the number of issuers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class IssuersBenchmark {
  private static final int TOKENS = 1_000;

  /** How many issuers there are. */
  @Param({"1", "100", "10000"})
  public int issuers;

  /** How many rows the table has that maps users. */
  @Param({"0", "100000"})
  public int rows;

  private @Nullable JwtAuthenticator remembering;
  private @Nullable JwtAuthenticator forgetful;
  private List<HttpServletRequest> requests = List.of();
  private int next;

  /** For JMH. */
  public IssuersBenchmark() {}

  /**
   * Builds two lines, one that remembers tokens and one that does not, and tells what they cost.
   *
   * @throws IOException where the files cannot be written
   * @throws GeneralSecurityException where the keys cannot be made
   * @throws ConfigException where the configuration is wrong
   * @throws VerificationUnavailableException never, since the keys are local
   */
  @Setup(Level.Trial)
  public void start()
      throws IOException,
          GeneralSecurityException,
          ConfigException,
          VerificationUnavailableException {
    ManyIssuers many =
        ManyIssuers.in(
            Files.createTempDirectory("signet-benchmark"), TokenAlgorithm.ES256, issuers, rows);
    SignetConfig warm = SignetConfig.load(many.remembering());
    long before = usedBytes();
    long begin = System.nanoTime();
    SignetConfig config = SignetConfig.load(many.remembering());
    JwtAuthenticator line = JwtAuthenticator.of(config, Clock.systemUTC());
    long millis = (System.nanoTime() - begin) / 1_000_000;
    System.out.printf(
        "%n%d issuers, %d rows: read and ready in %d ms, %d KiB%n",
        warm.issuers().size(), rows, millis, (usedBytes() - before) / 1024);
    remembering = line;
    forgetful = JwtAuthenticator.of(SignetConfig.load(many.forgetful()), Clock.systemUTC());
    requests = HeaderRequest.withEach(many.tokens(TOKENS, TokenShape.SMALL));
    for (HttpServletRequest request : requests) {
      var unused = line.authenticate(request);
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private HttpServletRequest request() {
    next = (next + 1) % TOKENS;
    return requests.get(next);
  }

  /**
   * A token that was verified before.
   *
   * @return the result
   * @throws VerificationUnavailableException never, since the keys are local
   */
  @Benchmark
  public AuthenticationResult remembered() throws VerificationUnavailableException {
    return Objects.requireNonNull(remembering).authenticate(request());
  }

  /**
   * A token that is verified, ES256.
   *
   * @return the result
   * @throws VerificationUnavailableException never, since the keys are local
   */
  @Benchmark
  public AuthenticationResult fresh() throws VerificationUnavailableException {
    return Objects.requireNonNull(forgetful).authenticate(request());
  }

  /** Ends both lines. */
  @TearDown(Level.Trial)
  public void stop() {
    Objects.requireNonNull(remembering).close();
    Objects.requireNonNull(forgetful).close();
  }
}
