package dev.signet.attack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.testing.HostileTokens;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.Tokens;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any header and any claims, well signed: what lies behind the signature is reached. */
class SignedJsonFuzzTest {
  private static final HostileLine LINE = HostileLine.start();

  static Stream<byte[]> seeds() {
    return Stream.concat(
            LINE.goodTokens().stream().map(good -> good.get(1)),
            HostileTokens.of(LINE.world(), Duration.ZERO).stream()
                .filter(token -> token.isSendable())
                .map(token -> token.lines().get(0).value()))
        .flatMap(SignedJsonFuzzTest::opened);
  }

  /** Header, NUL and claims of a token that can be taken apart. */
  private static Stream<byte[]> opened(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() != 3) {
      return Stream.empty();
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      String header = Fuzzing.latin1(decoder.decode(parts.get(0)));
      String claims = Fuzzing.latin1(decoder.decode(parts.get(1)));
      return Stream.of(Fuzzing.latin1(header + "\0" + claims));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void anySignedJsonIsAnswered(byte[] headerAndClaims) throws GeneralSecurityException {
    byte[][] halves = Fuzzing.halves(headerAndClaims);
    String input = Tokens.base64Url(halves[0]) + "." + Tokens.base64Url(halves[1]);
    Fuzzing.send(LINE, "jwt", input + "." + Tokens.base64Url(sign(LINE.world(), input)));
  }

  private static byte[] sign(HostileWorld world, String input) throws GeneralSecurityException {
    boolean isEc = input.contains(Tokens.base64Url("\"alg\":\"ES").substring(0, 8));
    Signature signature =
        Signature.getInstance(isEc ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
    signature.initSign((isEc ? world.keys().ec() : world.keys().rsa()).getPrivate());
    signature.update(Fuzzing.latin1(input));
    return signature.sign();
  }
}
