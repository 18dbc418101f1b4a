package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server.xml with the elements of the feature in place of the old ones. */
class FeatureServerXmlTest {
  private static final String SETTINGS =
      "inboundPropagation='required' headerName='jwt' issuerIdentifier='https://i.example.com'"
          + " audiences='urn:app' signatureAlgorithm='RS256' realmName='r' tokenReuse='true'"
          + " jwkEndpointUrl='https://k.example.com/jwks'";

  private static final String SECRET = "do-not-show-me";

  @TempDir private Path folder;

  private Run migrate(String... lines) throws Exception {
    Path old = folder.resolve("server.xml");
    Files.writeString(old, String.join("\n", lines) + "\n");
    return Run.of(old, "--to=server.xml");
  }

  private static List<String> lines(Run run) {
    assertEquals(0, run.exitCode(), run.err());
    return run.out().lines().toList();
  }

  @Test
  void variablesAndASecretStayAsTheyAreWritten() throws Exception {
    Run run =
        migrate(
            "<server>",
            "  <featureManager><feature>openidConnectClient-1.0</feature></featureManager>",
            "  <variable name='realm' value='bank'/>",
            "  <variable name='skew' value='90'/>",
            "  <variable name='secret' value='" + SECRET + "'/>",
            "  <openidConnectClient id='RS' " + SETTINGS.replace("'r'", "'${realm}'"),
            "      clockSkew='${skew}' validationEndpointUrl='https://i.example.com/ask'",
            "      clientId='rs' clientSecret='{xor}" + SECRET + "'/>",
            "</server>");
    assertEquals(
        List.of(
            "<server>",
            "  <featureManager><feature>signet:signet-1.0</feature></featureManager>",
            "  <variable name='realm' value='bank'/>",
            "  <variable name='skew' value='90'/>",
            "  <variable name='secret' value='" + SECRET + "'/>",
            "  <signet_issuer id=\"RS\" inboundPropagation=\"required\" headerName=\"jwt\""
                + " issuerIdentifier=\"https://i.example.com\"",
            "      audiences=\"urn:app\" signatureAlgorithm=\"RS256\""
                + " jwkEndpointUrl=\"https://k.example.com/jwks\" realmName=\"${realm}\"",
            "      userIdentifier=\"sub\" groupIdentifier=\"groupIds\" clockSkew=\"90ms\""
                + " tokenReuse=\"true\">",
            "    <authFilter>",
            "      <requestUrl urlPattern=\"://\" matchType=\"contains\"/>",
            "    </authFilter>",
            "  </signet_issuer>",
            "  <signet_issuer id=\"RS-2\" inboundPropagation=\"required\" headerName=\"jwt\""
                + " issuerIdentifier=\"https://i.example.com\"",
            "      audiences=\"ALL_AUDIENCES\" validationMethod=\"introspect\""
                + " validationEndpointUrl=\"https://i.example.com/ask\"",
            "      clientId=\"rs\" clientSecret=\"{xor}do-not-show-me\" realmName=\"${realm}\""
                + " userIdentifier=\"sub\"",
            "      groupIdentifier=\"groupIds\" clockSkew=\"90ms\"/>",
            "</server>"),
        lines(run));
    assertFalse(run.err().contains(SECRET), run.err());
    assertFalse(run.err().contains("is not copied"), run.err());
    assertTrue(run.err().contains("clientSecret=\"...\""), run.err());
  }

  @Test
  void aKeyStoreOfAnyTypeIsTheServersOwn() throws Exception {
    Run run =
        migrate(
            "<server>",
            "  <keyStore id='ring' type='JCERACFKS' location='safkeyring:///Keys' fileBased='false'"
                + " password='"
                + SECRET
                + "'/>",
            "  <openidConnectClient id='RS' "
                + SETTINGS.replace(
                    "jwkEndpointUrl='https://k.example.com/jwks'",
                    "trustStoreRef='ring' trustAliasName='signer'")
                + "/>",
            "</server>");
    assertTrue(run.out().contains("trustStoreRef=\"ring\""), run.out());
    assertFalse(run.err().contains("password:"), run.err());
    assertFalse(run.err().contains(SECRET), run.err());
  }

  @Test
  void aReferenceToNoKeyStoreIsLeftOut() throws Exception {
    Run run =
        migrate(
            "<server>",
            "  <openidConnectClient id='RS' "
                + SETTINGS.replace(
                    "jwkEndpointUrl='https://k.example.com/jwks'",
                    "trustStoreRef='none' trustAliasName='signer'")
                + "/>",
            "</server>");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("refers to \"none\", which is no keyStore"), run.err());
  }

  @Test
  void aFilterBecomesConditionsOfSignet() throws Exception {
    List<String> written =
        lines(
            migrate(
                "<server>",
                "  <authFilter id='api'>",
                "    <requestUrl urlPattern='/api|/v1'/>",
                "    <remoteAddress ip='10.1.*.*' matchType='notContain'/>",
                "  </authFilter>",
                "  <openidConnectClient id='RS' " + SETTINGS + " authFilterRef='api'/>",
                "</server>"));
    assertEquals("  <authFilter id='api'>", written.get(1));
    assertEquals(
        List.of(
            "    <authFilter>",
            "      <requestUrl urlPattern=\"/api,/v1\" matchType=\"contains\"/>",
            "      <none>",
            "        <remoteAddress ip=\"10.1.0.0/16\" matchType=\"equals\"/>",
            "      </none>",
            "    </authFilter>",
            "  </signet_issuer>"),
        written.subList(8, 15));
  }

  @Test
  void whatIsLeftOutKeepsItsFeature() throws Exception {
    Run run =
        migrate(
            "<server>",
            "  <featureManager><feature>openidConnectClient-1.0</feature></featureManager>",
            "  <openidConnectClient id='login' issuerIdentifier='https://login.example.com'/>",
            "  <openidConnectClient id='RS' " + SETTINGS + "/>",
            "</server>");
    assertEquals(3, run.exitCode());
    List<String> written = run.out().lines().toList();
    assertEquals(
        "  <featureManager><feature>openidConnectClient-1.0</feature></featureManager>",
        written.get(1));
    assertTrue(written.get(3).startsWith("  <signet_issuer id=\"RS\""), written.get(3));
    assertEquals(
        "  <featureManager><feature>signet:signet-1.0</feature></featureManager>",
        written.get(written.size() - 2));
  }

  @Test
  void anElementOfAnIncludedFileBecomesOneOfTheServersOwnFile() throws Exception {
    Files.writeString(
        folder.resolve("rs.xml"),
        "<server>\n  <openidConnectClient id='RS' " + SETTINGS + "/>\n</server>");
    Run run = migrate("<server>", "  <include location='rs.xml'/>", "</server>");
    List<String> written = lines(run);
    assertEquals("  <include location='rs.xml'/>", written.get(1));
    assertEquals(
        "  <featureManager><feature>signet:signet-1.0</feature></featureManager>", written.get(2));
    assertTrue(written.get(3).startsWith("  <signet_issuer id=\"RS\""), written.get(3));
    assertTrue(
        run.err()
            .contains(
                "rs.xml:2: openidConnectClient \"RS\": to do: take it out of this file when Signet"
                    + " is loaded"),
        run.err());
  }

  @Test
  void theReportShowsTheLinesThatGoAndThoseThatCome() throws Exception {
    Run run =
        migrate(
            "<server>",
            "  <logging/>",
            "  <openidConnectClient id='RS' " + SETTINGS + " clientSecret='" + SECRET + "'/>",
            "  <logging/>",
            "</server>");
    List<String> report = run.err().lines().toList();
    int at = report.indexOf("@@ server.xml:3 @@");
    assertEquals(
        "-  <openidConnectClient id='RS' " + SETTINGS + " clientSecret=\"...\"/>",
        report.get(at + 1));
    assertTrue(report.get(at + 2).startsWith("+  <signet_issuer id=\"RS\""), report.get(at + 2));
    assertEquals("@@ server.xml:5 @@", report.get(at + 5));
    assertEquals(
        "+  <featureManager><feature>signet:signet-1.0</feature></featureManager>",
        report.get(at + 6));
    assertEquals(
        "1 carried over, 0 left out; Signet's own reader has read the result", report.get(at + 7));
  }

  @Test
  void aValueThatTheReaderRefusesIsLeftOut() throws Exception {
    Run run =
        migrate(
            "<server>",
            "  <variable name='realm' value='two words'/>",
            "  <openidConnectClient id='RS' " + SETTINGS.replace("'r'", "'${realm}'") + "/>",
            "</server>");
    assertEquals(1, run.exitCode());
    assertTrue(
        run.err().contains("realmName: left out: Signet's own reader refuses it"), run.err());
  }

  @Test
  void theFileThatIsThereBecomesTheNewOneWhereThatIsForced() throws Exception {
    Path old = folder.resolve("server.xml");
    Files.writeString(old, "<server><openidConnectClient id='RS' " + SETTINGS + "/></server>");
    Run.of(old, "--to=server.xml", "--output", old)
        .isFailureOf(old, "is there already; --force writes over it");
    assertEquals(0, Run.of(old, "--to=server.xml", "--output", old, "--force").exitCode());
    assertTrue(Files.readString(old).contains("<signet_issuer id=\"RS\""));
    assertFalse(Files.readString(old).contains("openidConnectClient"));
  }
}
