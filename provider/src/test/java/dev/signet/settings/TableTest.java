package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.ConfigException;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.mapping.RealmRule;
import dev.signet.testing.Configs;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One definition and a table of its values. */
class TableTest {
  @TempDir Path directory;

  @BeforeEach
  void twoKeys() throws IOException {
    TestKeys.pem(directory.resolve("a.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    TestKeys.pem(directory.resolve("b.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
  }

  private Configs template(String file) {
    return Configs.in(directory)
        .without("id")
        .issuer("table", file)
        .issuer("issuerIdentifier", "${row.issuer}")
        .issuer("publicKeyLocation", "${row.key}.pem")
        .issuer("realmName", "${row.realm}")
        .issuer("authFilter", Map.of("remoteAddress", Map.of("ip", "${row.address}")));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private List<String> problems(Configs config) {
    ConfigException wrong = assertThrows(ConfigException.class, config::tryLoad);
    return wrong.problems().stream().map(ConfigProblem::toString).toList();
  }

  @Test
  void aByteOrderMarkBeforeTheTableIsPassedOver() throws Exception {
    write("machines.csv", "\uFEFFissuer,key,realm,address\nA,a,bank,10.1.0.2\n");
    write(
        "machines.json",
        "\uFEFF[{\"issuer\":\"A\",\"key\":\"a\",\"realm\":\"bank\",\"address\":\"::1\"}]");
    for (String file : List.of("machines.csv", "machines.json")) {
      assertEquals("A", template(file).load().issuers().get(0).issuerIdentifier());
    }
  }

  @Test
  void everyRowIsADefinition() throws Exception {
    write(
        "machines.csv",
        "issuer,key,realm,address\r\nMEGABANK,a,bank,10.1.0.2\r\n\"T\"\"E,ST\",b,test,::1\r\n");
    List<IssuerConfig> issuers = template("machines.csv").load().issuers();
    assertEquals(
        List.of("MEGABANK", "T\"E,ST"),
        issuers.stream().map(IssuerConfig::issuerIdentifier).toList());
    assertEquals(
        List.of(new RealmRule.Fixed("bank"), new RealmRule.Fixed("test")),
        issuers.stream().map(issuer -> issuer.identity().realm()).toList());
    assertEquals(new KeySource.PemFiles(directory.resolve("b.pem")), issuers.get(1).keySource());
  }

  @Test
  void aTableMayBeJson() throws Exception {
    write(
        "machines.json",
        "[{\"issuer\":\"ONE\",\"key\":\"a\",\"realm\":\"r\",\"address\":\"10.1.0.0/16\"}]");
    assertEquals("ONE", template("machines.json").load().issuers().get(0).id());
  }

  @Test
  void aMistakeInARowIsToldWithItsLine() throws Exception {
    write("machines.csv", "issuer,key,realm,address\nONE,a,r,10.1.0.2\n\nTWO,c,,10.1.0.300\n");
    assertEquals(
        List.of(
            "issuers[0] (machines.csv line 4).authFilter.remoteAddress.ip: \"10.1.0.300\""
                + " is neither an address nor a block",
            "issuers[0] (machines.csv line 4).publicKeyLocation: the PEM file "
                + directory.resolve("c.pem")
                + " does not exist",
            "issuers[0] (machines.csv line 4).realmName: is empty"),
        problems(template("machines.csv")));
  }

  @Test
  void aColumnThatIsNotThereIsTold() throws Exception {
    write("machines.csv", "issuer,key,address\nONE,a,10.1.0.2\n");
    assertEquals(
        List.of(
            "issuers[0] (machines.csv line 2).realmName: ${row.realm} is not a column of"
                + " the table"),
        problems(template("machines.csv")));
    assertEquals(
        List.of("issuers[0].realmName: ${row.realm} is used where there is no table"),
        problems(Configs.in(directory).issuer("realmName", "${row.realm}")));
  }

  @Test
  void twoRowsOfOneIssuerAreToldApartByTheirAddress() throws Exception {
    write("machines.csv", "issuer,key,realm,address\nONE,a,r,10.1.0.2\nONE,b,r,10.1.0.3\n");
    Configs config = template("machines.csv").issuer("id", "${row.issuer} ${row.address}");
    assertEquals(2, config.load().issuers().size());
    write("machines.csv", "issuer,key,realm,address\nONE,a,r,10.1.0.2\nONE,b,s,10.1.0.2\n");
    assertEquals(
        List.of(
            "issuers[0] (machines.csv line 3).issuerIdentifier: is also the issuer of an"
                + " earlier definition, which takes all requests of this one: distinguish them by"
                + " authFilter",
            "issuers[0] (machines.csv line 3).id: is also the id of issuers[0] (machines.csv line 2)"),
        problems(config));
  }

  @ParameterizedTest
  @CsvSource({
    "'a,b\n1\n', ' has 1 cells in line 2, but 2 columns'",
    "'a,a\n1,2\n', ' has a duplicate or unnamed column'",
    "'', ' has no first line with the names of its columns'",
    "'a,b\n\"1,2\n', ', line 2: a quote is not closed'",
    "'a,b\n1\"2,3\n', ', line 2: a quote is inside a cell, or text follows a quoted cell'"
  })
  void aBrokenTableIsToldWithItsPlace(String text, String message) throws Exception {
    write("machines.csv", text);
    assertEquals(
        List.of("issuers[0].table: the table " + directory.resolve("machines.csv") + message),
        problems(template("machines.csv")));
  }

  @ParameterizedTest
  @CsvSource({
    "'[{\"a\": \"1\"} {\"a\": \"2\"}]', 'a comma is missing before line 1, column 13'",
    "'[{\"a\": \"1\", \"a\": \"2\"}]', 'the name \"a\" is there twice in [0]: at line 1, column 3"
        + " and at line 1, column 13'",
    "'{}', 'the file must begin with [ at line 1, column 1, not the character {'"
  })
  void aBrokenTableOfJsonIsToldWithItsPlace(String text, String message) throws Exception {
    write("machines.json", text);
    assertEquals(
        List.of("issuers[0].table: the table " + directory.resolve("machines.json: ") + message),
        problems(template("machines.json")));
  }

  @Test
  void aTableThatIsNoTextIsTold() throws Exception {
    Files.write(directory.resolve("latin.csv"), new byte[] {'a', '\n', (byte) 0xe9});
    assertEquals(
        List.of(
            "issuers[0].table: the table "
                + directory.resolve("latin.csv")
                + " is not text in UTF-8"),
        problems(template("latin.csv")));
  }

  @Test
  void aTableThatIsNotThereIsTold() {
    assertEquals(
        List.of("issuers[0].table: the table " + directory.resolve("none.csv") + " does not exist"),
        problems(template("none.csv")));
  }

  @Test
  void tenThousandRowsShareOneKeyStore() throws Exception {
    TestKeys.trustStore(directory.resolve("keys.p12"), "PKCS12", "rsakey1", TestKeys.RSA);
    StringBuilder rows = new StringBuilder("issuer\n");
    for (int i = 0; i < 10_000; i++) {
      rows.append("machine-").append(i).append('\n');
    }
    write("machines.csv", rows.toString());
    Configs config =
        Configs.in(directory)
            .without("id")
            .without("publicKeyLocation")
            .issuer("table", "machines.csv")
            .issuer("issuerIdentifier", "${row.issuer}")
            .issuer("trustStoreRef", "trust")
            .issuer("trustAliasName", "rsakey1")
            .root(
                "keyStores",
                List.of(
                    Map.of("id", "trust", "location", "keys.p12", "password", TestKeys.PASSWORD)));
    assertEquals(10_000, config.load().issuers().size());
  }
}
