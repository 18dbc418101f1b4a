package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Java 25 names who uses native access or what will be removed; Signet is not among them. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.java", matches = "25")
class JavaWarningsIT {
  private static final Site SITE = new Site("/warned");

  /** Lines of Java's own, which name a class and its jar. */
  private static final Pattern WARNING =
      Pattern.compile(
          "WARNING: .*(has been called by|maintainers of class|native access|restricted method|"
              + "terminally deprecated).*");

  @Deployment(testable = false)
  static WebArchive application() {
    return Wars.plain("warned");
  }

  @Test
  void javaWarnsOfNothingThatSignetDoes() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertEquals(200, SITE.get("/rolea/caller", Tokens.good()).status());
      assertEquals(401, SITE.get("/open/caller", Tokens.expired()).status());
    }
    List<String> warnings =
        Files.readAllLines(ServerUnderTest.home().resolve("console.log")).stream()
            .filter(WARNING.asPredicate())
            .toList();
    List<String> ours =
        warnings.stream().filter(line -> line.toLowerCase(Locale.ROOT).contains("signet")).toList();
    System.out.println(
        "warnings of Java, "
            + ServerUnderTest.title()
            + ": "
            + warnings.size()
            + ", of which Signet's "
            + ours.size());
    assertEquals(List.of(), ours);
  }
}
