package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token taken apart, and what its header may say before a key is looked for. */
class ParsedJwsTest {
  private static final Set<SignatureAlgorithm> PINNED = Set.of(SignatureAlgorithm.RS256);

  private static ParsedJws with(String header) throws TokenRejectedException {
    return ParsedJws.parse(Tokens.base64Url(header) + ".e30.AAAA");
  }

  private static void assertRefused(Rejection expected, String header) throws Exception {
    ParsedJws jws = with(header);
    assertEquals(
        expected,
        assertThrows(TokenRejectedException.class, () -> jws.checkHeader(PINNED, Set.of("jwt")))
            .rejection());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
        "{\"alg\":\"RS256\",\"typ\":\"application/jwt\"}",
        "{\"alg\":\"RS256\",\"typ\":null,\"kid\":null}",
        "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\"},\"jku\":\"https://x\"}"
      })
  void anOrdinaryHeaderNamesItsAlgorithm(String header) throws Exception {
    assertEquals(SignatureAlgorithm.RS256, with(header).checkHeader(PINNED, Set.of("jwt")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"alg\":\"RS256\",\"crit\":null}            | HEADER_CRITICAL",
        "{\"alg\":\"none\",\"b64\":true}              | HEADER_CRITICAL",
        "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}       | TYPE_NOT_ALLOWED",
        "{\"alg\":\"RS256\",\"typ\":5}                | TYPE_NOT_ALLOWED",
        "{\"alg\":\"RS256\",\"typ\":\"application/\"} | TYPE_NOT_ALLOWED",
        "{\"alg\":\"RS256\",\"kid\":5}                | TOKEN_MALFORMED",
        "{\"alg\":\"RS512\"}                          | ALGORITHM_NOT_ALLOWED",
        "{\"alg\":\"rs256\"}                          | ALGORITHM_NOT_ALLOWED",
        "{\"alg\":[\"RS256\"]}                        | ALGORITHM_NOT_ALLOWED",
        "{}                                           | ALGORITHM_NOT_ALLOWED"
      })
  void aHeaderThatAsksForMoreIsRefused(String header, Rejection expected) throws Exception {
    assertRefused(expected, header);
  }

  @Test
  void aTokenCallsItsKeyByItsIdBeforeAnyThumbprint() throws Exception {
    assertEquals(
        Optional.of("a"), with("{\"kid\":\"a\",\"x5t#S256\":\"b\",\"x5t\":\"c\"}").keyName());
    assertEquals(Optional.of("b"), with("{\"x5t#S256\":\"b\",\"x5t\":\"c\"}").keyName());
    assertEquals(Optional.of("c"), with("{\"x5t\":\"c\",\"x5u\":\"d\"}").keyName());
    assertEquals(Optional.empty(), with("{\"jwk\":{\"kid\":\"a\"}}").keyName());
  }

  @Test
  void aTokenWithoutASignatureIsRefusedForItsAlgorithmWhereThatIsNone() {
    String payload = "." + Tokens.base64Url("{}") + ".";
    assertEquals(Rejection.ALGORITHM_NOT_ALLOWED, refusal("{\"alg\":\"none\"}", payload));
    assertEquals(Rejection.ALGORITHM_NOT_ALLOWED, refusal("{}", payload));
    assertEquals(Rejection.TOKEN_MALFORMED, refusal("{\"alg\":\"RS256\"}", payload));
  }

  private static Rejection refusal(String header, String rest) {
    return assertThrows(
            TokenRejectedException.class, () -> ParsedJws.parse(Tokens.base64Url(header) + rest))
        .rejection();
  }

  @Test
  void aKeyVerifiesOnlyWithTheAlgorithmsItIsAllowedFor() throws Exception {
    TokenUnderTest jws = TokenUnderTest.parse(Tokens.good().compact());
    assertTrue(jws.isSignedBy(key(SignatureAlgorithm.RS256)));
    assertFalse(jws.isSignedBy(key(SignatureAlgorithm.PS256)));
  }

  private static VerificationKey key(SignatureAlgorithm algorithm) {
    return new VerificationKey(
        TestKeys.RSA.getPublic(), Set.of(), Set.of(algorithm), Optional.empty());
  }

  @Test
  void bytesHaveOneTextOnly() throws Exception {
    List<byte[]> parts = StrictParts.decode("YQ.YWI.YWJj", 3);
    assertArrayEquals("ab".getBytes(StandardCharsets.US_ASCII), parts.get(1));
    for (String other :
        List.of("YR.YWI.YWJj", "YQ==.YWI.YWJj", "Y Q.YWI.YWJj", "YQ.YWI", "Y.a.b")) {
      assertThrows(TokenRejectedException.class, () -> StrictParts.decode(other, 3), other);
    }
  }

  @Test
  void wherePartsArePaddedAllOfThemAre() throws Exception {
    assertEquals(3, StrictParts.decodePadded("YQ==.YWI=.YWJj", 3).size());
    assertThrows(TokenRejectedException.class, () -> StrictParts.decodePadded("YQ.YWI=.YWJj", 3));
    assertThrows(TokenRejectedException.class, () -> StrictParts.decodePadded("YQ=.YWI=.YWJj", 3));
  }

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "a.b, true",
    "a.b.c, false",
    "a.b.c.d, true",
    "a.b.c.d.e, false",
    ".., false"
  })
  void whatHasThreeOrFivePartsIsReadAsAJwt(String text, boolean isOpaque) {
    assertEquals(isOpaque, UnverifiedJwt.isOpaque(text));
  }
}
