package dev.signet.benchmarks;

import java.nio.file.Files;
import java.security.PublicKey;
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
import org.openjdk.jmh.annotations.Warmup;

/** New tokens of one issuer, verified by Signet, by other libraries, and by Java itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RivalsBenchmark {
  private static final int TOKENS = 512;

  /** What the tokens are signed with. */
  @Param({"RS256", "ES256"})
  public TokenAlgorithm algorithm = TokenAlgorithm.RS256;

  /** Whether the tokens are of about 8,000 characters, and not of about 500. */
  @Param({"false", "true"})
  public boolean large;

  /** Who verifies. */
  @Param public Rival rival = Rival.JAVA;

  /** Whose signatures it uses, where it can be told. */
  @Param("PLATFORM")
  public SignaturesBy by = SignaturesBy.PLATFORM;

  private @Nullable Verifier verifier;
  private List<String> tokens = List.of();
  private int next;

  /** For JMH. */
  public RivalsBenchmark() {}

  /**
   * Makes the tokens and who verifies them, and sees that a forged one is refused.
   *
   * @throws Exception where that cannot be made, or something is not answered as it should be
   */
  @Setup
  public void start() throws Exception {
    ManyIssuers one = ManyIssuers.in(Files.createTempDirectory("signet-rivals"), algorithm, 1, 0);
    PublicKey key = one.keys().get(0).getPublic();
    Verifier built = rival.verifier(one, key, by);
    tokens = one.tokens(TOKENS, large ? TokenShape.LARGE : TokenShape.SMALL);
    for (String token : tokens) {
      var unused = built.verify(token);
    }
    for (String token : ManyIssuers.forged(tokens)) {
      if (isVerifiedBy(built, token)) {
        throw new IllegalStateException(rival + " accepts a forged token");
      }
    }
    verifier = built;
  }

  /** Every library says no with an exception of its own. */
  private static boolean isVerifiedBy(Verifier verifier, String token) {
    try {
      var unused = verifier.verify(token);
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  /**
   * One token.
   *
   * @return what it says
   * @throws Exception never, since the tokens are good
   */
  @Benchmark
  public Object verify() throws Exception {
    next = (next + 1) & (TOKENS - 1);
    return Objects.requireNonNull(verifier).verify(tokens.get(next));
  }
}
