package dev.signet.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtPrincipal;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application is compiled against has all that it needs, and nothing else. */
class ApiTest {
  private static final String APPLICATION =
      """
      import dev.signet.JwtPrincipal;
      import dev.signet.cdi.Claim;
      import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
      import jakarta.enterprise.context.RequestScoped;
      import jakarta.inject.Inject;
      import java.util.Optional;

      @RequestScoped
      @JwtHeaderAuthenticationMechanismDefinition(
          issuerIdentifier = "https://issuer.example",
          jwkEndpointUrl = "https://issuer.example/keys",
          signatureAlgorithm = "ES256",
          headerName = "jwt",
          audiences = "urn:app")
      public class Application {
        @Inject JwtPrincipal caller;
        @Inject @Claim("email") Optional<String> email;

        public Optional<String> header() {
          return caller.token().map(token -> "Bearer " + token);
        }
      }
      """;

  @TempDir Path directory;

  private static Path classes() throws Exception {
    return Path.of(JwtPrincipal.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  void itHasTheClassesOfApplicationsAlone() throws Exception {
    try (Stream<Path> files = Files.walk(classes())) {
      assertEquals(
          "cdi/Claim cdi/Claim$Literal JwtPrincipal"
              + " mechanism/JwtHeaderAuthenticationMechanismDefinition"
              + " mechanism/JwtHeaderAuthenticationMechanismDefinition$KeyStore RequestToken"
              + " RequestToken$NextHop",
          files
              .map(file -> classes(file))
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.replace("dev/signet/", "").replace(".class", ""))
              .sorted(String.CASE_INSENSITIVE_ORDER)
              .collect(Collectors.joining(" ")));
    }
  }

  private static String classes(Path file) {
    try {
      return classes().relativize(file).toString().replace(File.separatorChar, '/');
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anApplicationIsCompiledAgainstItAndJakartaEeAlone() throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> mistakes = new DiagnosticCollector<>();
    String classPath =
        String.join(
            File.pathSeparator,
            classes().toString(),
            jarOf(jakarta.enterprise.context.RequestScoped.class),
            jarOf(jakarta.inject.Inject.class));
    boolean isCompiled =
        compiler
            .getTask(
                null,
                null,
                mistakes,
                List.of("-proc:none", "-cp", classPath, "-d", directory.toString()),
                null,
                List.of(new Source(APPLICATION)))
            .call();
    assertEquals(
        List.of(),
        mistakes.getDiagnostics().stream()
            .filter(mistake -> mistake.getKind() == Diagnostic.Kind.ERROR)
            .map(String::valueOf)
            .toList());
    assertTrue(isCompiled);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Application.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** In a test of an application there is no server, and no request. */
  @Test
  void aTestOfAnApplicationMakesACaller() {
    JwtPrincipal caller =
        new JwtPrincipal(
            "testuser",
            "defaultRealm",
            List.of("groupa"),
            Map.of("email", "testuser@example.com"),
            Instant.EPOCH);
    assertEquals(Optional.of("testuser@example.com"), caller.stringClaim("email"));
    assertEquals(Optional.empty(), caller.token());
  }
}
