package dev.signet.attack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.testing.HostileTokens;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.Tokens;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any header of an encrypted token, and anything well encrypted. */
class EncryptedTokenFuzzTest {
  private static final HostileLine LINE = HostileLine.start();

  /** A header and the other parts as they are; without a header, what is to be encrypted. */
  static Stream<byte[]> seeds() {
    HostileWorld world = LINE.world();
    Stream<String> contents =
        Stream.of(
            "\0" + world.innerToken(HostileWorld.CLOSED_ISSUER).compact(),
            "\0" + world.sealed("x"),
            "\0garbage");
    Stream<String> closed =
        Stream.concat(
                LINE.goodTokens().stream().map(good -> good.get(1)),
                HostileTokens.of(world, Duration.ZERO).stream()
                    .filter(token -> token.isSendable())
                    .map(token -> token.lines().get(0).value()))
            .filter(token -> token.matches("[\\w-]+(\\.[\\w-]*){4}"))
            .map(EncryptedTokenFuzzTest::opened);
    return Stream.concat(contents, closed).map(Fuzzing::latin1);
  }

  private static String opened(String token) {
    int dot = token.indexOf('.');
    String header = token.substring(0, dot - (dot % 4 == 1 ? 1 : 0));
    return Fuzzing.latin1(Base64.getUrlDecoder().decode(header)) + "\0" + token.substring(dot);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyClosedTokenIsAnswered(byte[] headerAndRest) {
    byte[][] halves = Fuzzing.halves(headerAndRest);
    String rest = Fuzzing.latin1(halves[1]);
    String token =
        halves[0].length == 0 ? LINE.world().sealed(rest) : Tokens.base64Url(halves[0]) + rest;
    Fuzzing.send(LINE, "jwt", token);
  }
}
