package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.FileAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The mechanism for JWT of Jakarta Security 5, beside Signet, with the same tokens, key and issuer.
 * The table of the server's recipe has both answers.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(
    named = "server.id",
    matches = "glassfish-9",
    disabledReason = "no other server has that mechanism")
class ServersOwnJwtIT {
  private static final String OWN = "own-jwt";
  private static final String SIGNETS = "signets-jwt";
  private static final String BEGIN = "<!-- own mechanism: written by the tests -->\n";
  private static final String END = "<!-- end of own mechanism -->\n";

  @Deployment(name = OWN, testable = false)
  static WebArchive own() throws IOException, InterruptedException {
    return Wars.without(OWN)
        .add(new FileAsset(annotated().toFile()), "WEB-INF/classes/own/Application.class")
        .addAsResource(
            new StringAsset(Keys.pem("PUBLIC KEY", Keys.trusted().getPublic().getEncoded())),
            "signer.pem")
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  @Deployment(name = SIGNETS, testable = false)
  static WebArchive signets() throws IOException {
    return Wars.configured(
        SIGNETS,
        Files.readString(Matrix.documentation().resolve("signet.json"))
            .replace("\"headerName\": \"jwt\"", "\"headerName\": \"Authorization\"")
            .replace("ALL_AUDIENCES", "the-application"));
  }

  /** The API is the server's alone, and for a newer Java than that of this build. */
  private static Path annotated() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("own");
    Path source = folder.resolve("Application.java");
    Files.writeString(
        source,
        """
        package own;
        @jakarta.enterprise.context.ApplicationScoped
        @jakarta.security.enterprise.authentication.mechanism.http.JwtAuthenticationMechanismDefinition(
            acceptedIssuer = "%s", allowedAudience = "the-application", publicKeyLocation = "signer.pem")
        public class Application {}
        """
            .formatted(Tokens.ISSUER));
    Process compiler =
        new ProcessBuilder(
                Java25.find().orElseThrow().resolve("bin/javac").toString(),
                "-proc:none",
                "-cp",
                ServerUnderTest.property("server.jar"),
                "-d",
                folder.toString(),
                source.toString())
            .inheritIO()
            .start();
    assertEquals(0, compiler.waitFor());
    return folder.resolve("own").resolve("Application.class");
  }

  private static Token good() {
    return Tokens.good().claim("aud", "the-application");
  }

  private static long in(int seconds) {
    return Tokens.in(Duration.ofSeconds(seconds));
  }

  private static String without(Token token, String headerParameter) {
    var fewer = new LinkedHashMap<>(token.header());
    fewer.remove(headerParameter);
    return new Token(fewer, token.claims(), token.signer()).text();
  }

  private static String row(String title, String token) {
    return "| " + title + " | " + answer(OWN, token) + " | " + answer(SIGNETS, token) + " |";
  }

  private static String answer(String application, String token) {
    Answer answer = Http.get("/" + application + "/any/caller", "Authorization", "Bearer " + token);
    String number =
        String.join(" ", answer.header("www-authenticate"))
            .replaceFirst("(?s)^.*(SIGNET-\\d+).*$", " $1");
    return answer.status() == 200
        ? "200 " + Visitor.value(answer, "name")
        : answer.status() + (number.startsWith(" SIGNET-") ? number : "");
  }

  private static List<String> rows() {
    Token good = good();
    List<String> rows = new ArrayList<>();
    rows.add("| token | the server's mechanism | Signet |");
    rows.add("| --- | --- | --- |");
    rows.add(row("good", good.text()));
    rows.add(row("without `typ`", without(good, "typ")));
    rows.add(row("`typ` is `jwt`", good.header("typ", "jwt").text()));
    rows.add(row("`typ` is `at+jwt`", good.header("typ", "at+jwt").text()));
    rows.add(row("without `kid`", without(good, "kid")));
    rows.add(
        row("expired an hour ago", good.claim("exp", in(-3600)).claim("iat", in(-7200)).text()));
    rows.add(
        row("expired 30 seconds ago", good.claim("exp", in(-30)).claim("iat", in(-600)).text()));
    rows.add(row("without `exp`", good.without("exp").text()));
    rows.add(row("without `iat`", good.without("iat").text()));
    rows.add(row("issued in an hour", good.claim("iat", in(3600)).claim("exp", in(7200)).text()));
    rows.add(row("valid from in an hour (`nbf`)", good.claim("nbf", in(3600)).text()));
    rows.add(row("valid for ten years", good.claim("exp", in(315_360_000)).text()));
    rows.add(row("`exp` is a text", good.claim("exp", Long.toString(in(600))).text()));
    rows.add(row("of another issuer", good.claim("iss", "https://other.example.com").text()));
    rows.add(row("without an issuer", good.without("iss").text()));
    rows.add(row("for another audience", good.claim("aud", "another").text()));
    rows.add(row("without an audience", good.without("aud").text()));
    rows.add(row("without a subject", good.without("sub").text()));
    rows.add(row("with an empty subject", good.claim("sub", "").text()));
    rows.add(row("`upn` is another user than `sub`", good.claim("upn", "root").text()));
    rows.add(row("`alg` is `none`", good.signed("none", input -> new byte[0]).text()));
    rows.add(row("RS384 by the same key", good.signedBy(Keys.trusted(), Algorithm.RS384).text()));
    rows.add(row("by another key", good.signedBy(Keys.newRsa(), Algorithm.RS256).text()));
    rows.add(row("changed on the way", tampered()));
    rows.add(row("an extension that must be known (`crit`)", critical(good)));
    rows.add(row("the signature cut", cut(good)));
    rows.add(row("a name twice among the claims", twice()));
    return rows;
  }

  private static String tampered() {
    String[] good = good().text().split("\\.", -1);
    String[] other = good().claim("sub", "root").text().split("\\.", -1);
    return good[0] + "." + other[1] + "." + good[2];
  }

  private static String critical(Token token) {
    return token.header("crit", List.of("urn:example")).header("urn:example", 1).text();
  }

  private static String cut(Token token) {
    String text = token.text();
    return text.substring(0, text.length() - 8);
  }

  /** Signed as it is, the second of the two is another user. */
  private static String twice() {
    String[] parts = good().text().split("\\.", -1);
    var decoder = Base64.getUrlDecoder();
    var encoder = Base64.getUrlEncoder().withoutPadding();
    String claims = new String(decoder.decode(parts[1]), StandardCharsets.UTF_8);
    String doubled = claims.replaceFirst("\\}$", ",\"sub\":\"root\"}");
    String input =
        parts[0] + "." + encoder.encodeToString(doubled.getBytes(StandardCharsets.UTF_8));
    byte[] signature = good().signer().apply(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + encoder.encodeToString(signature);
  }

  @Test
  void bothAnswersAreThoseOfTheRecipe() throws IOException {
    String table = rows().stream().map(row -> row + "\n").collect(Collectors.joining());
    System.out.println(table);
    Path page = ServerUnderTest.recipe().resolve("README.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END, begin);
    if (Boolean.getBoolean("beside.write")) {
      Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    } else {
      assertEquals(text.substring(begin, end), table, "-Dbeside.write=true writes it anew");
    }
  }
}
