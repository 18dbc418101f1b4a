package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.RawHttp;
import dev.signet.testing.HostileKeys;
import dev.signet.testing.HostileToken;
import dev.signet.testing.HostileToken.Line;
import dev.signet.testing.HostileTokens;
import dev.signet.testing.HostileWorld;
import dev.signet.token.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The mechanism for JWT that Jakarta Security 5 has itself, in the first server that has it: what
 * it says to the hostile tokens, each of which Signet refuses.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.id", matches = "glassfish-9")
class JwtMechanismIT {
  private static final HostileWorld WORLD = worldOfToday();
  private static final String PAGE = "/mechanism/any/caller";
  private static final String BEGIN = "<!-- hostile tokens: written by the tests -->\n";
  private static final String END = "<!-- end of hostile tokens -->\n";

  /** Compiled by that Java, with that server's API: the build's own is Jakarta EE 10. */
  private static final String APPLICATION =
      """
      import jakarta.security.enterprise.authentication.mechanism.http.JwtAuthenticationMechanismDefinition;

      @jakarta.enterprise.context.ApplicationScoped
      @JwtAuthenticationMechanismDefinition(
          acceptedIssuer = "%s",
          publicKeyLocation = "%s",
          keyAlgorithm = "RS256",
          disableTypeVerification = true)
      public class JwtApplication {}
      """;

  private static HostileWorld worldOfToday() {
    return new HostileWorld(HostileKeys.generate(), Instant.now());
  }

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    Path folder = Files.createDirectories(ServerUnderTest.home().resolve("mechanism"));
    Path unused = WORLD.configure(folder, "http://127.0.0.1:1/");
    Path source =
        Files.writeString(
            folder.resolve("JwtApplication.java"),
            APPLICATION.formatted(
                HostileWorld.RSA_ISSUER, folder.resolve("rsa.pem").toUri().toString()));
    Installation.run(
        ServerUnderTest.java().resolve("bin/javac").toString(),
        "-cp",
        ServerUnderTest.property("server.jar"),
        "-d",
        folder.toString(),
        source.toString());
    return Wars.without("mechanism")
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsWebInfResource(
            folder.resolve("JwtApplication.class").toFile(), "classes/JwtApplication.class");
  }

  /** What the mechanism said to the tokens that Signet refuses for one reason. */
  private record Answers(List<String> refused, List<String> accepted, List<String> failed) {
    Answers() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(String name, int status) {
      (status < 300 ? accepted : status < 500 ? refused : failed).add(name);
    }

    String row(Rejection reason) {
      String names = accepted.isEmpty() ? "" : String.join("; ", accepted);
      return "| %s | %s | %d | %d | %d | %d | %s |%n"
          .formatted(
              reason.id(),
              reason.text(),
              refused.size() + accepted.size() + failed.size(),
              refused.size(),
              failed.size(),
              accepted.size(),
              names);
    }
  }

  private static Optional<Integer> status(String token) {
    return RawHttp.get(PAGE, List.of(new Line("Authorization", "Bearer " + token)))
        .map(Answer::status);
  }

  @Test
  void theTableSaysWhatTheMechanismAcceptsThatSignetRefuses() throws IOException {
    assertEquals(Optional.of(200), status(WORLD.rsaToken().compact()));
    Map<Rejection, Answers> all = new TreeMap<>(Comparator.comparing(Rejection::id));
    for (HostileToken token : HostileTokens.of(WORLD, Duration.ofMinutes(10))) {
      if (token.isSendable()
          && token.lines().size() == 1
          && token.lines().get(0).name().equals(HostileWorld.HEADER)) {
        status(token.lines().get(0).value())
            .ifPresent(
                status ->
                    all.computeIfAbsent(token.expected(), reason -> new Answers())
                        .add(token.name(), status));
      }
    }
    StringBuilder table =
        new StringBuilder(
            """
            | Signet | refuses | tokens | refused | 5xx | accepted | which were accepted |
            | --- | --- | --- | --- | --- | --- | --- |
            """);
    all.forEach((reason, answers) -> table.append(answers.row(reason)));
    System.out.println(table);
    if (Boolean.getBoolean("matrix.write")) {
      Path page = ServerUnderTest.recipe().resolve("README.md");
      String text = Files.readString(page);
      int begin = text.indexOf(BEGIN) + BEGIN.length();
      int end = text.indexOf(END, begin);
      Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    }
  }
}
