package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes of a first signet.json, and all that {@code signet check} prints for each. */
class CommonMistakesTest {
  private static final String GOOD =
      """
      { "issuers": [
          { "id": "portal", "headerName": "jwt",
            "issuerIdentifier": "https://idp.example.com",
            "audiences": ["urn:app"],
            "signatureAlgorithm": "RS256",
            "publicKeyLocation": "signer.pem",
            "maxTokenLifetime": "1h" } ] }
      """;

  private static final String WITH_STORE =
      GOOD.replace(
              "\"publicKeyLocation\": \"signer.pem\"",
              "\"trustStoreRef\": \"trust\", \"trustAliasName\": \"signer\"")
          .replace(
              "} ] }",
              "} ],\n \"keyStores\": [ { \"id\": \"trust\", \"location\": \"trust.p12\","
                  + " \"password\": \"%s\" } ] }".formatted(TestKeys.PASSWORD));

  @TempDir private Path directory;

  /**
   * A mistake.
   *
   * @param made what was done
   * @param json the file
   * @param printed the line about it, without its kind; {@code DIR} is the folder
   */
  private record Mistake(String made, String json, String printed) {
    static Mistake of(String made, String right, String wrong, String printed) {
      String store = WITH_STORE.contains(right) && !GOOD.contains(right) ? WITH_STORE : GOOD;
      assertTrue(store.contains(right), right);
      return new Mistake(made, store.replace(right, wrong), printed);
    }

    String row() {
      return "| %s | `%s` |".formatted(made, printed.replace("DIR/", ""));
    }

    @Override
    public String toString() {
      return made;
    }
  }

  static List<Mistake> mistakes() {
    List<Mistake> all = new ArrayList<>(inTheText());
    all.addAll(inTheKey());
    all.addAll(inTheDefinition());
    return all;
  }

  private static List<Mistake> inTheText() {
    return List.of(
        Mistake.of(
            "a comma is forgotten",
            "[\"urn:app\"],",
            "[\"urn:app\"]",
            "a comma is missing before line 5, column 7"),
        Mistake.of(
            "a text is in single quotes",
            "\"RS256\"",
            "'RS256'",
            "a single quote where JSON has a double one at line 5, column 29"),
        Mistake.of(
            "the name of a setting is mistyped",
            "\"maxTokenLifetime\"",
            "\"maxTokenLifeTime\"",
            "issuers[0].maxTokenLifeTime: is not a setting; did you mean \"maxTokenLifetime\"?"),
        Mistake.of(
            "a duration is in words",
            "\"1h\"",
            "\"1 hour\"",
            "issuers[0].maxTokenLifetime: must be a number of seconds or a text such as \"60s\","
                + " \"5m\" or \"1h30m\""));
  }

  private static List<Mistake> inTheKey() {
    return List.of(
        Mistake.of(
            "the key file is somewhere else",
            "signer.pem",
            "signers.pem",
            "issuers[0].publicKeyLocation: the PEM file DIR/signers.pem does not exist"),
        Mistake.of(
            "the private key is given",
            "signer.pem",
            "private.pem",
            "issuers[0].publicKeyLocation: DIR/private.pem has a PEM block of type PRIVATE KEY;"
                + " give the proxy's public key or certificate instead"),
        Mistake.of(
            "the key is one of another algorithm",
            "signer.pem",
            "elliptic.pem",
            "issuers[0].publicKeyLocation: the key \"elliptic\" matches no algorithm of"
                + " signatureAlgorithm"),
        Mistake.of(
            "the key is too short",
            "signer.pem",
            "short.pem",
            "issuers[0].publicKeyLocation: the key \"short\" has 1024 bits; RSA needs at least"
                + " 2048"),
        Mistake.of(
            "no key is given",
            "      \"publicKeyLocation\": \"signer.pem\",\n",
            "",
            "issuers[0].trustAliasName: exactly one of trustAliasName, publicKeyLocation,"
                + " jwkEndpointUrl, discoveryEndpointUrl, pemEndpointUrl must be set, to say where"
                + " the key is"),
        Mistake.of(
            "the address of the keys has no TLS",
            "\"publicKeyLocation\": \"signer.pem\"",
            "\"jwkEndpointUrl\": \"http://idp.example.com/jwks\"",
            "issuers[0].jwkEndpointUrl: is not https; only tests may set \"httpsRequired\": false"),
        Mistake.of(
            "the password of the key store is wrong",
            TestKeys.PASSWORD,
            "another",
            "issuers[0].trustAliasName: cannot open the key store DIR/trust.p12: it is neither"
                + " PKCS12 nor JKS, or the password is wrong"),
        Mistake.of(
            "the alias is not in the key store",
            "\"trustAliasName\": \"signer\"",
            "\"trustAliasName\": \"proxy\"",
            "issuers[0].trustAliasName: the key store DIR/trust.p12 has no certificate under the"
                + " alias \"proxy\""));
  }

  private static List<Mistake> inTheDefinition() {
    return List.of(
        Mistake.of(
            "the algorithm has a shared secret",
            "RS256",
            "HS256",
            "issuers[0].signatureAlgorithm: \"HS256\" is not one of RS256, RS384, RS512, PS256,"
                + " PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519"),
        Mistake.of(
            "no audience is given",
            "      \"audiences\": [\"urn:app\"],\n",
            "",
            "issuers[0].audiences: is missing: a value that \"aud\" must have, or ALL_AUDIENCES to"
                + " accept tokens for any audience"),
        Mistake.of(
            "two definitions take the same tokens",
            "} ] }",
            "},\n    "
                + GOOD.lines()
                    .skip(1)
                    .map(String::strip)
                    .collect(Collectors.joining(" "))
                    .replace("portal", "second"),
            "issuers[1].issuerIdentifier: is also the issuer of an earlier definition, which takes"
                + " all requests of this one: distinguish them by authFilter"));
  }

  @BeforeEach
  void writeKeys() throws Exception {
    pem("signer.pem", "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    pem("private.pem", "PRIVATE KEY", TestKeys.RSA.getPrivate().getEncoded());
    pem("elliptic.pem", "PUBLIC KEY", TestKeys.P_256.getPublic().getEncoded());
    pem("short.pem", "PUBLIC KEY", TestKeys.WEAK_RSA.getPublic().getEncoded());
    TestKeys.trustStore(directory.resolve("trust.p12"), "PKCS12", "signer", TestKeys.RSA);
  }

  private void pem(String name, String type, byte[] der) throws Exception {
    TestKeys.pem(directory.resolve(name), type, der);
  }

  private Ran check(String json) throws Exception {
    return Ran.of("check", Files.writeString(directory.resolve("signet.json"), json).toString());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isTheOneThatIsPrinted(Mistake mistake) throws Exception {
    String file = directory.resolve("signet.json").toString();
    assertEquals(
        new Ran(
            1,
            List.of(
                file,
                "  mistake  " + mistake.printed().replace("DIR", directory.toString()),
                "1 mistake, 0 warnings",
                "Until the file is corrected, every request gets a 503."),
            List.of()),
        check(mistake.json()));
  }

  @Test
  void withoutThemTheFilesAreGood() throws Exception {
    for (String json : List.of(GOOD, WITH_STORE)) {
      assertEquals(0, check(json).exitCode(), json);
    }
  }

  @Test
  void theDocumentationListsThemAll() throws Exception {
    List<String> documented =
        Files.readString(Path.of("..", "docs", "COMMAND.md"))
            .lines()
            .dropWhile(line -> !line.equals("### Common mistakes"))
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| ") && line.endsWith("` |"))
            .toList();
    assertEquals(mistakes().stream().map(Mistake::row).toList(), documented);
  }
}
