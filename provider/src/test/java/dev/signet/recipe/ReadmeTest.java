package dev.signet.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.testing.Configs;
import dev.signet.testing.Page;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The token of the first page fits the settings for Liberty, and these a server that the tests
 * start.
 */
class ReadmeTest {
  private static final Page README = Page.of("README.md");
  private static final Page LIBERTY = Page.of("docs/LIBERTY.md");

  @TempDir Path directory;

  /** The values of an option in the line that makes the token. */
  private static String option(String name) {
    String mint =
        README.lines().stream()
            .filter(line -> line.contains("signet-junction.jar mint "))
            .findFirst()
            .orElseThrow();
    Matcher value = Pattern.compile(" --" + name + " ([^ )]+)").matcher(mint);
    assertTrue(value.find(), name);
    return value.group(1);
  }

  private AuthenticationResult send(Tokens token) throws Exception {
    Path keys = Files.createDirectories(directory.resolve("resources/security"));
    TestKeys.trustStore(keys.resolve("trust.p12"), "PKCS12", "rsakey1", TestKeys.RSA);
    String json = LIBERTY.blocks("json").get(0);
    assertTrue(json.contains("\"${env.KEYSTORE_PASSWORD}\""), json);
    var config =
        Configs.load(directory, json.replace("${env.KEYSTORE_PASSWORD}", TestKeys.PASSWORD));
    assertEquals(List.of(), config.warnings());
    try (JwtAuthenticator authenticator = JwtAuthenticator.of(config, new SettableClock())) {
      return authenticator.authenticate(Requests.empty().header("jwt", token.compact()).build());
    }
  }

  @Test
  void itsTokenFitsItsConfiguration() throws Exception {
    Tokens token =
        Tokens.good()
            .claim("sub", option("user"))
            .claim("groups", List.of(option("group")))
            .claim("aud", option("audience"));
    Authenticated caller = assertInstanceOf(Authenticated.class, send(token));
    assertEquals("user:defaultRealm/testuser", caller.identity().accessId());
    assertEquals(List.of("group:defaultRealm/groupa"), caller.identity().groupAccessIds());
    assertEquals(Rejection.AUDIENCE_WRONG, Refused.reason(send(token.claim("aud", "urn:other"))));
  }

  /** That of the integration tests. */
  @Test
  void theServerWithABellLoadsSignetAsTheTestedServerDoes() throws Exception {
    String withBell =
        LIBERTY.blocks("xml").stream()
            .filter(block -> block.contains("<bell "))
            .findFirst()
            .orElseThrow();
    Document page = xml(withBell);
    Document tested = xml(Files.readString(Path.of("../it-tests/src/test/liberty/server.xml")));
    for (String name : List.of("bell", "httpSession")) {
      assertEquals(attributes(tested, name), attributes(page, name), name);
    }
    Set<String> features = texts(page, "feature");
    assertTrue(features.containsAll(List.of("appSecurity-5.0", "bells-1.0")), features.toString());
    assertTrue(texts(tested, "feature").containsAll(features), features.toString());
  }

  /** That of the demo, and that of the first page. */
  @Test
  void theServersWithTheFeatureNameIt() throws Exception {
    Document demo =
        xml(Files.readString(Path.of("../liberty-config/src/main/liberty/config/server.xml")));
    for (Document server : List.of(demo, xml(README.blocks("xml").get(0)))) {
      assertTrue(texts(server, "feature").contains("signet:signet-1.0"));
      assertEquals(1, server.getElementsByTagName("signet_issuer").getLength());
    }
  }

  private static Document xml(String text) throws Exception {
    InputStream bytes = new ByteArrayInputStream(text.strip().getBytes(StandardCharsets.UTF_8));
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bytes);
  }

  /** The only element of a name, by its attributes. */
  private static String attributes(Document document, String name) {
    NodeList elements = document.getElementsByTagName(name);
    assertEquals(1, elements.getLength(), name);
    Element element = (Element) elements.item(0);
    Set<String> attributes = new TreeSet<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      attributes.add(element.getAttributes().item(i).toString());
    }
    return attributes.toString();
  }

  private static Set<String> texts(Document document, String name) {
    NodeList elements = document.getElementsByTagName(name);
    Set<String> texts = new TreeSet<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }
}
