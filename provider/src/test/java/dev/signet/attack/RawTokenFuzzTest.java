package dev.signet.attack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.testing.HostileToken;
import dev.signet.testing.HostileTokens;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text in the place of a token. */
class RawTokenFuzzTest {
  private static final HostileLine LINE = HostileLine.start();

  static Stream<byte[]> seeds() {
    return Stream.concat(
            LINE.goodTokens().stream().map(good -> good.get(1)),
            HostileTokens.of(LINE.world(), Duration.ZERO).stream()
                .filter(HostileToken::isSendable)
                .map(token -> token.lines().get(0).value()))
        .map(Fuzzing::latin1);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyTextIsAnswered(byte[] token) {
    Fuzzing.send(LINE, "jwt", Fuzzing.latin1(token));
  }
}
