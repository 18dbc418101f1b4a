package dev.signet.config;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Configs;
import dev.signet.testing.Page;
import dev.signet.testing.PrivateKeyStores;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the documentation are read, and it has no table that nothing compares. */
class ConfigReferenceTest {
  private static final Page REFERENCE = Page.of("docs/CONFIGURATION.md");

  @TempDir Path directory;

  @Test
  void noTableIsOfSomethingElse() {
    assertEquals(
        Set.of(
            "in the file",
            "in `issuers`",
            "in `cache`",
            "in `keyStores`",
            "in `authFilter`",
            "in `identityMapping`",
            "in `groupMapping`",
            "in `audit`",
            "in `diagnostics`",
            "in a key set"),
        REFERENCE.tables().stream().filter(cell -> cell.startsWith("in ")).collect(toSet()));
  }

  /** With the files that the examples name; passwords and secrets are a test's own. */
  static List<String> examples() {
    return REFERENCE.blocks("json");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsReadWithoutAWarning(String example) throws Exception {
    TestKeys.trustStore(directory.resolve("trust.p12"), "PKCS12", "rsakey1", TestKeys.RSA);
    TestKeys.trustStore(directory.resolve("bank-ca.p12"), "PKCS12", "ca", TestKeys.P_256);
    PrivateKeyStores.write(directory.resolve("own.p12"), "decrypt", TestKeys.RSA);
    Path keys = Files.createDirectories(directory.resolve("keys"));
    for (String file : List.of("signer.pem", "keys/zosA.pem", "keys/zosB.pem")) {
      byte[] key = TestKeys.RSA.getPublic().getEncoded();
      TestKeys.pem(keys.resolveSibling(file), "PUBLIC KEY", key);
    }
    for (String table : REFERENCE.blocks("csv")) {
      String json = REFERENCE.blockBefore(table);
      Matcher name = Pattern.compile("\"table\": \"([^\"]+)\"").matcher(json);
      assertTrue(name.find(), json);
      Files.writeString(directory.resolve(name.group(1)), table);
    }
    SignetConfig config = Configs.load(directory, Tokens.json(whole(example)));
    assertEquals(List.of(), config.warnings());
  }

  /** A part of a definition with what else a definition needs. */
  private static JsonObject whole(String example) {
    String text = example.replaceAll("\\$\\{env\\.\\w+}", TestKeys.PASSWORD);
    JsonObject json = Json.createReader(new StringReader(text)).readObject();
    if (json.containsKey("issuers")) {
      return json;
    }
    JsonObjectBuilder issuer =
        Json.createObjectBuilder()
            .add("issuerIdentifier", Tokens.ISSUER)
            .add("audiences", "urn:my-server")
            .add("maxTokenLifetime", "1h");
    if (!json.containsKey("validationMethod")) {
      issuer.add("signatureAlgorithm", "RS256").add("publicKeyLocation", "signer.pem");
    }
    json.forEach(issuer::add);
    return Json.createObjectBuilder().add("issuers", issuer).build();
  }
}
