package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, and what it refuses. */
class MigrateTest {
  private static final String CLIENT =
      "<openidConnectClient id='RS' inboundPropagation='required' issuerIdentifier='i'"
          + " audiences='a' signatureAlgorithm='RS256' jwkEndpointUrl='https://k.example.com/'"
          + " realmName='r' tokenReuse='true'/>";

  @TempDir private Path folder;
  private Path serverXml = Path.of("server.xml");

  @BeforeEach
  void nameTheFile() {
    serverXml = folder.resolve("server.xml");
  }

  private Run migrate(String content, Object... options) throws IOException {
    Files.writeString(serverXml, content);
    Object[] all = new Object[options.length + 1];
    all[0] = serverXml;
    System.arraycopy(options, 0, all, 1, options.length);
    return Run.of(all);
  }

  private void write(String file, String content) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), content);
  }

  @Test
  void withoutOutputTheFileGoesToStandardOutput() throws Exception {
    Run run = migrate("<server>" + CLIENT + "</server>");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("{\n    \"issuers\": [\n"), run.out());
    assertTrue(run.err().endsWith("read the result\n"), run.err());
  }

  @Test
  void aReportGoesWhereItIsWanted() throws Exception {
    Path report = folder.resolve("report.txt");
    Run run = migrate("<server>" + CLIENT + "</server>", "--report", report);
    assertEquals("", run.err());
    assertTrue(Files.readString(report).endsWith("read the result\n"));
  }

  @Test
  void whatIsThereIsNotWrittenOverUnlessForced() throws Exception {
    Path json = folder.resolve("signet.json");
    Files.writeString(json, "mine");
    migrate("<server>" + CLIENT + "</server>", "--output", json)
        .isFailureOf(json, "is there already; --force writes over it");
    assertEquals("mine", Files.readString(json));
    assertEquals(
        0, migrate("<server>" + CLIENT + "</server>", "--output", json, "--force").exitCode());
    assertTrue(Files.readString(json).contains("issuerIdentifier"));
  }

  @Test
  void aMistakeInTheOptionsIsTwo() {
    Run run = Run.of("--nonsense");
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count());
    assertEquals(2, Run.of().exitCode());
  }

  @Test
  void aFileThatIsNotThere() {
    Run.of(serverXml).isFailureOf(serverXml, "does not exist");
  }

  @Test
  void aFileOfVariablesThatIsNotThere() throws Exception {
    Path variables = folder.resolve("none.properties");
    migrate("<server/>", "--variables", variables).isFailureOf(variables, "does not exist");
  }

  @Test
  void aServerWithoutAnyOfTheElements() throws Exception {
    migrate("<server><keyStore id='x'/></server>")
        .isFailureOf(
            serverXml, "has no openidConnectClient and no mpJwt, and neither have its includes");
  }

  @Test
  void aDocumentTypeIsRefused() throws Exception {
    Path secret = folder.resolve("secret.txt");
    Files.writeString(secret, "do-not-show-me");
    Run run =
        migrate(
            "<?xml version='1.0'?>\n<!DOCTYPE server [<!ENTITY x SYSTEM '"
                + secret.toUri()
                + "'>]>\n<server>&x;"
                + CLIENT
                + "</server>");
    run.isFailure("server.xml:2: a DOCTYPE is refused");
  }

  @Test
  void anEntityThatNobodyDeclared() throws Exception {
    migrate("<server>\n&x;</server>").isFailure("server.xml:2: is no well-formed XML");
  }

  @Test
  void brokenXmlIsToldByItsLineAndNothingOfIt() throws Exception {
    migrate("<server>\n<keyStore password='do-not-show-me'\n</server>")
        .isFailure("server.xml:3: is no well-formed XML");
  }

  @Test
  void anotherRoot() throws Exception {
    migrate("<web-app/>").isFailure("server.xml:1: the element is not server");
  }

  @Test
  void deepNesting() throws Exception {
    migrate("<server>" + "<a>".repeat(200) + "</a>".repeat(200) + "</server>")
        .isFailure("server.xml:1: elements are nested too deeply");
  }

  @Test
  void anIncludeThatIsNotThere() throws Exception {
    migrate("<server>\n  <include location='sub/none.xml'/></server>")
        .isFailure("server.xml:2: the included file sub/none.xml does not exist");
  }

  @Test
  void anIncludeFromAnotherMachine() throws Exception {
    migrate("<server><include location='https://example.com/x.xml' optional='true'/></server>")
        .isFailure(
            "server.xml:1: an include from a URL is refused: fetch the file and include that");
  }

  @Test
  void anIncludeWithAVariableNobodyKnows() throws Exception {
    migrate("<server><include location='${where}/x.xml'/></server>")
        .isFailure(
            "server.xml:1: the location of an include holds a variable that is not known here");
  }

  @Test
  void includesInACircle() throws Exception {
    write("sub/a.xml", "<server>\n\n<include location='../server.xml'/></server>");
    migrate("<server><include location='sub/a.xml'/></server>")
        .isFailure("sub/a.xml:3: includes server.xml, which is being read already");
  }

  @Test
  void aFolderIsIncludedInTheOrderOfItsNames() throws Exception {
    write("parts/2.xml", "<server><variable name='skew' value='2s'/></server>");
    write("parts/1.xml", "<server><variable name='skew' value='1s'/></server>");
    Run run =
        migrate(
            "<server><include location='parts/'/>"
                + CLIENT.replace("/>", " clockSkew='${skew}'/>")
                + "</server>");
    assertTrue(run.out().contains("\"clockSkew\": \"2s\""), run.out() + run.err());
  }

  @Test
  void aLaterFileOfVariablesWins() throws Exception {
    write("bootstrap.properties", "skew=1s\n");
    write("a.properties", "skew=2s\n");
    write("b.properties", "skew=3s\n");
    Run run =
        migrate(
            "<server>" + CLIENT.replace("/>", " clockSkew='${skew}'/>") + "</server>",
            "--variables",
            folder.resolve("a.properties"),
            "--variables",
            folder.resolve("b.properties"));
    assertTrue(run.out().contains("\"clockSkew\": \"3s\""), run.out() + run.err());
  }

  @Test
  void variablesThatReferToEachOtherEnd() throws Exception {
    Run run =
        migrate(
            "<server><variable name='a' value='${b}'/><variable name='b' value='${a}'/>"
                + CLIENT.replace("'r'", "'${a}'")
                + "</server>");
    assertTrue(run.out().contains("\"realmName\": \"${env.A}\""), run.out() + run.err());
  }

  @Test
  void variablesThatGrowWithoutEndAreNotResolved() throws Exception {
    StringBuilder variables = new StringBuilder("<variable name='v0' value='lol'/>");
    for (int i = 1; i < 60; i++) {
      variables.append("<variable name='v%d' value='${v%d}${v%d}'/>".formatted(i, i - 1, i - 1));
    }
    Run run = migrate("<server>" + variables + CLIENT.replace("'r'", "'${v59}'") + "</server>");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().length() < 100_000, "length " + run.out().length());
  }

  @Test
  void noPasswordIsEverShown() throws Exception {
    String secret = "do-not-show-me";
    Run run =
        migrate(
            "<server><variable name='p' value='do-not-show-me'/>"
                + "<keyStore id='a' password='${p}'/><keyStore id='b' password='{xor}do-not-show-me'>"
                + "<keyEntry name='k' keyPassword='do-not-show-me'/></keyStore>"
                + CLIENT.replace(
                    "jwkEndpointUrl='https://k.example.com/'",
                    "trustStoreRef='a' trustAliasName='x' clientSecret='do-not-show-me'"
                        + " sharedKey='do-not-show-me' jwkClientSecret='do-not-show-me'")
                + CLIENT
                    .replace("'i'", "'j'")
                    .replace("'RS'", "'second'")
                    .replace(
                        "jwkEndpointUrl='https://k.example.com/'",
                        "trustStoreRef='b' trustAliasName='x'")
                + "</server>");
    assertEquals(0, run.exitCode());
    assertFalse(run.out().contains(secret), run.out());
    assertFalse(run.err().contains(secret), run.err());
    assertTrue(run.out().contains("${env.A_PASSWORD}"), run.out());
    assertTrue(run.err().contains("clientSecret: not carried"), run.err());
  }

  @Test
  void aPasswordThatIsInTheEnvironmentAlreadyStaysThere() throws Exception {
    Run run =
        migrate(
            "<server><keyStore id='a' password='${env.MY_PASSWORD}'/>"
                + CLIENT.replace(
                    "jwkEndpointUrl='https://k.example.com/'",
                    "trustStoreRef='a' trustAliasName='x'")
                + "</server>");
    assertTrue(run.out().contains("\"password\": \"${env.MY_PASSWORD}\""), run.out());
    assertFalse(run.err().contains("password: to do"), run.err());
  }
}
