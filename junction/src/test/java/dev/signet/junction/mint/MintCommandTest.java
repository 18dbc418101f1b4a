package dev.signet.junction.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.Run;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MintCommandTest {
  @TempDir static Path folder;

  @BeforeAll
  static void makeKeys() {
    MadeKeys.in(folder);
  }

  @ParameterizedTest
  @CsvSource({"RS256,SHA256withRSA", "RS384,SHA384withRSA", "RS512,SHA512withRSA"})
  void theJdkVerifiesAnRsaToken(String algorithm, String jdkName) throws Exception {
    assertVerifies(mint("--algorithm=" + algorithm), algorithm, Signature.getInstance(jdkName));
  }

  @ParameterizedTest
  @CsvSource({"PS256,SHA-256,32", "PS384,SHA-384,48", "PS512,SHA-512,64"})
  void theJdkVerifiesAPssToken(String algorithm, String hash, int saltLength) throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    MGF1ParameterSpec mask = new MGF1ParameterSpec(hash);
    signature.setParameter(new PSSParameterSpec(hash, "MGF1", mask, saltLength, 1));
    assertVerifies(mint("--algorithm=" + algorithm), algorithm, signature);
  }

  @Test
  void theKeyIdIsTheHashOfTheCertificateUnlessToldOtherwise() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
    String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);

    assertEquals(43, expected.length());
    assertEquals(expected, header(mint()).getString("kid"));
    assertEquals(expected, header(mint("--kid=x5t#S256")).getString("kid"));
    assertEquals("rsakey1", header(mint("--kid=label")).getString("kid"));
    assertEquals(Set.of("alg"), header(mint("--kid=none")).keySet());
  }

  @Test
  void aPlainTokenSaysWhoAndUntilWhenAndNothingElse() throws Exception {
    long before = Instant.now().getEpochSecond();
    JsonObject claims = claims(mint());
    long after = Instant.now().getEpochSecond();

    assertEquals(Set.of("iss", "sub", "groups", "sess", "iat", "exp"), claims.keySet());
    assertEquals("https://www.myidp.ibm.com", claims.getString("iss"));
    assertEquals("testuser", claims.getString("sub"));
    assertEquals(JsonValue.EMPTY_JSON_ARRAY, claims.get("groups"));
    long issuedAt = claims.getJsonNumber("iat").longValueExact();
    assertTrue(before <= issuedAt && issuedAt <= after);
    assertEquals(issuedAt + 3600, claims.getJsonNumber("exp").longValueExact());
  }

  @Test
  void groupsAreAnArrayHoweverManyThereAre() throws Exception {
    assertEquals("[]", text(mint(), "groups"));
    assertEquals("[\"groupa\"]", text(mint("--group=groupa"), "groups"));
    assertEquals("[\"b\",\"a\"]", text(mint("--group=b", "--group", "a"), "groups"));
  }

  @Test
  void oneAudienceIsATextSeveralAreAnArray() throws Exception {
    assertFalse(claims(mint()).containsKey("aud"));
    assertEquals("\"x\"", text(mint("--audience=x"), "aud"));
    assertEquals("[\"x\",\"y\"]", text(mint("--audience=x", "--audience=y"), "aud"));
  }

  @ParameterizedTest
  @CsvSource({"90,90", "5m,300", "1h30m,5400", "1h1s,3601"})
  void theLifetimeIsSecondsOrHasUnits(String text, long seconds) throws Exception {
    JsonObject claims = claims(mint("--lifetime=" + text));
    assertEquals(seconds, claims.getInt("exp") - (long) claims.getInt("iat"));
  }

  @Test
  void theSessionIsNewForEachTokenUnlessGiven() throws Exception {
    assertNotEquals(text(mint(), "sess"), text(mint(), "sess"));
    assertEquals("\"s1\"", text(mint("--sess=s1"), "sess"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3",
        "-1.50",
        "123456789012345678901234567890",
        "true",
        "null",
        "\"a=b <i>\\u00fc</i>\"",
        "[1,\"a\",[]]",
        "{\"a\":{\"b\":[false]}}"
      })
  void aRichClaimKeepsItsType(String json) throws Exception {
    JsonObject claims = claims(mint("--claim", "rich=" + json));
    try (JsonReader expected =
        Json.createReader(new ByteArrayInputStream(utf8("[" + json + "]")))) {
      assertEquals(expected.readArray().get(0), claims.get("rich"));
    }
  }

  @Test
  void richClaimsComeFromAFileToo() throws Exception {
    Path file = folder.resolve("claims.json");
    Files.writeString(file, "{\"level\": 3, \"tags\": [\"x\"]}");

    JsonObject claims = claims(mint("--claims-file=" + file, "--claim=more=true"));

    assertEquals(3, claims.getInt("level"));
    assertEquals("[\"x\"]", String.valueOf(claims.get("tags")));
    assertTrue(claims.getBoolean("more"));
  }

  @ParameterizedTest
  @CsvSource({
    "iss,--issuer",
    "sub,--user",
    "groups,--group",
    "aud,--audience",
    "sess,--sess",
    "iat,the time of minting",
    "exp,--lifetime"
  })
  void aClaimWithAnOptionOfItsOwnCannotBeGivenTwice(String claim, String option) {
    mint("--claim=" + claim + "=1")
        .isUsageError(
            "mint", "the claim '" + claim + "' cannot be given twice: it is set by " + option);
  }

  @Test
  void aRichClaimCannotBeGivenTwiceEither() throws Exception {
    Path file = folder.resolve("twice.json");
    Files.writeString(file, "{\"level\": 3}");
    String message = "the claim 'level' cannot be given twice";

    mint("--claim=level=1", "--claim=level=2").isUsageError("mint", message);
    mint("--claims-file=" + file, "--claim=level=2").isUsageError("mint", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "1,2", "1 2", "1],[2", "1]", "[1,]", "{}}", "01", "{\"a\":1,\"a\":2}"})
  void whatIsNotOneJsonValueIsRefusedWithoutRepeatingIt(String json) {
    mint("--claim", "secret=" + json)
        .isUsageError(
            "mint",
            "--claim secret: the value is not JSON; a text needs its quotes, 'secret=\"...\"'");
  }

  @Test
  void aClaimWithoutANameIsRefused() {
    mint("--claim", "level").isUsageError("mint", "--claim should be name=JSON");
    mint("--claim", "=1").isUsageError("mint", "--claim should be name=JSON");
  }

  @Test
  void aClaimsFileIsOneJsonObject() throws Exception {
    Path file = folder.resolve("bad.json");
    mint("--claims-file=" + folder.resolve("none.json"))
        .isFailure("mint", folder.resolve("none.json") + ": cannot be read");
    Files.writeString(file, "[1]");
    mint("--claims-file=" + file).isFailure("mint", file + ": should be one JSON object");
    Files.writeString(file, "{\"a\":1,\"a\":2}");
    mint("--claims-file=" + file).isFailure("mint", file + ": is not JSON, or has one name twice");
  }

  @ParameterizedTest
  @CsvSource({
    "0,is shorter than one second",
    "5x,'is not a time: give seconds, or for instance 5m or 1h30m'",
    "-1,'is not a time: give seconds, or for instance 5m or 1h30m'"
  })
  void aLifetimeThatIsNoneIsAUsageError(String text, String message) {
    mint("--lifetime=" + text)
        .isUsageError("mint", "Invalid value for option '--lifetime': '" + text + "' " + message);
  }

  @Test
  void anAlgorithmForAnotherKeyIsAUsageError() {
    mint("--algorithm=ES256")
        .isUsageError("mint", "ES256 needs an EC key on the curve P-256, which 'rsakey1' is not");
  }

  @Test
  void aMissingUserIsAUsageError() {
    Run.of(new MadeKeys(folder).signWith("mint"))
        .isUsageError("mint", "Missing required option: '--user=NAME'");
    Run.of(new MadeKeys(folder).signWith("mint"), "--user=")
        .isUsageError("mint", "the user's name is empty");
  }

  @Test
  void theKeystoreAndTheAliasAreNamedWhenTheyAreMissing() {
    MadeKeys keys = new MadeKeys(folder);
    mint("--alias=other").isFailure("mint", keys.signer() + ": holds no private key named 'other'");
    Run.of("mint", "--keystore=" + keys.trust(), "--password-file=" + keys.password(), "--user=x")
        .isFailure("mint", keys.trust() + ": holds no private key named 'rsakey1'");
    Run.of("mint", "--keystore=none.p12", "--password-file=" + keys.password(), "--user=x")
        .isFailure("mint", "none.p12: there is no such keystore");
    Run.of("mint", "--keystore=" + keys.signer(), "--password-file=none", "--user=x")
        .isFailure("mint", "none: the password file cannot be read");
  }

  private static Run mint(String... options) {
    return Run.of(
        Stream.concat(new MadeKeys(folder).signWith("mint").stream(), Stream.of("--user=testuser"))
            .toList(),
        options);
  }

  private static void assertVerifies(Run minted, String algorithm, Signature signature)
      throws GeneralSecurityException, IOException {
    String token = minted.onlyLine();
    int lastDot = token.lastIndexOf('.');
    signature.initVerify(certificate().getPublicKey());
    signature.update(token.substring(0, lastDot).getBytes(US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(token.substring(lastDot + 1))));
    assertEquals(algorithm, header(minted).getString("alg"));
  }

  private static X509Certificate certificate() throws GeneralSecurityException, IOException {
    MadeKeys keys = new MadeKeys(folder);
    char[] password = Files.readString(keys.password()).strip().toCharArray();
    KeyStore trust = KeyStore.getInstance(keys.trust().toFile(), password);
    return (X509Certificate) trust.getCertificate("rsakey1");
  }

  private static String text(Run minted, String claim) {
    return String.valueOf(claims(minted).get(claim));
  }

  private static JsonObject header(Run minted) {
    return part(minted, 0);
  }

  private static JsonObject claims(Run minted) {
    return part(minted, 1);
  }

  private static JsonObject part(Run minted, int index) {
    String[] parts = minted.onlyLine().split("\\.", -1);
    assertEquals(3, parts.length);
    byte[] json = Base64.getUrlDecoder().decode(parts[index]);
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
      return reader.readObject();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
