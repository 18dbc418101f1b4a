package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.config.SignetConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole servers: the file that is written and the report are compared to the letter, and the file
 * is read by Signet's own reader.
 */
class MigrationTest {
  @TempDir private Path folder;

  private Fixture fixture(String name) throws Exception {
    return Fixture.copy(name, folder);
  }

  private static SignetConfig migrated(Fixture server) throws Exception {
    return migrated(server, 0);
  }

  private static SignetConfig migrated(Fixture server, int exitCode) throws Exception {
    Path json = server.file("signet.json");
    Run run = Run.of(server.file("server.xml"), "--output", json);
    server.yields("expected-report.txt", run.err());
    assertEquals(exitCode, run.exitCode());
    server.yields("expected-signet.json", Files.readString(json));
    SignetConfig config = SignetConfig.load(json);
    assertEquals("wrote " + json + ": issuers: " + config.issuers().size() + "\n", run.out());
    return config;
  }

  /** The elements of the feature: no key store is opened, and no password is asked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "isam-junction",
        "isam-key-set",
        "zos-mqweb",
        "includes-and-variables",
        "dropins",
        "mp-jwt",
        "many-issuers",
        "merged-ids"
      })
  void theSameInServerXml(String name) throws Exception {
    Fixture server = fixture(name);
    Path xml = server.file("new-server.xml");
    Run run = Run.of(server.file("server.xml"), "--to", "server.xml", "--output", xml);
    server.yields("expected-server-report.txt", run.err());
    server.yields("expected-server.xml", Files.readString(xml));
  }

  @Test
  void theJunctionOfIsamWithAPinnedKey() throws Exception {
    Fixture server =
        fixture("isam-junction").withKeyStore("resources/security/key.p12", "RSA", "rsakey1");
    assertEquals("RS", migrated(server).issuers().get(0).id());
  }

  @Test
  void theJunctionOfIsamWithAKeySet() throws Exception {
    var unused =
        migrated(
            fixture("isam-key-set").withKeyStore("resources/security/key.jks", "RSA", "server"));
  }

  @Test
  void anIssuerOnZosWithItsOwnAddress() throws Exception {
    Fixture server =
        fixture("zos-mqweb").withKeyStore("resources/security/key.p12", "RSA", "CONN1.IZUDFLT");
    assertFalse(migrated(server).issuers().get(0).tokenSource().channel().conditions().isEmpty());
  }

  @Test
  void includesAndVariables() throws Exception {
    SignetConfig config =
        migrated(
            fixture("includes-and-variables")
                .withKeyStore("trust/proxy.p12", "secp256r1", "signer"));
    assertEquals("https://login.example.com", config.issuers().get(0).issuerIdentifier());
    assertEquals("realmOfTheEnvironment", config.challengeRealm());
  }

  @Test
  void dropinsAndConflicts() throws Exception {
    var unused =
        migrated(fixture("dropins").withKeyStore("resources/security/proxy.p12", "RSA", "new"));
  }

  @Test
  void mpJwt() throws Exception {
    var unused =
        migrated(
            fixture("mp-jwt")
                .withKeyStore("resources/security/proxy.p12", "RSA", "batch")
                .withKeyStore("keys.jks", "RSA", "decrypts"));
  }

  @Test
  void elementsWithTheSameIdAreOne() throws Exception {
    var unused = migrated(fixture("merged-ids"));
  }

  @Test
  void manyIssuersToldApartByFilters() throws Exception {
    Fixture server =
        fixture("many-issuers")
            .withKeyStore("resources/security/key.p12", "RSA", "machine1", "machine2");
    assertEquals(6, migrated(server, 3).issuers().size());
  }

  @Test
  void whereNothingCanBeCarriedNothingIsWritten() throws Exception {
    Fixture server = fixture("left-out");
    Path json = server.file("signet.json");
    Path report = server.file("report.txt");
    Run run = Run.of(server.file("server.xml"), "--output", json, "--report", report);
    server.yields("expected-report.txt", Files.readString(report));
    run.isFailureOf(
        server.file("server.xml"), "nothing could be carried over; the report says why");
    assertFalse(Files.exists(json));
  }
}
