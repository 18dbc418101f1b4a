package dev.signet.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.ConfigException;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition.KeyStore;
import dev.signet.testing.Configs;
import dev.signet.testing.Page;
import dev.signet.testing.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Named;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The annotation stands for a {@code signet.json}, and is checked as one. */
class AnnotatedSettingsTest {
  @TempDir Path directory;

  /** A bean for expressions. */
  @ApplicationScoped
  @Named("settings")
  public static class Beans {
    public String getRealm() {
      return "fromABean";
    }

    public List<String> getAudiences() {
      return List.of("a", "b");
    }

    public @Nullable String getNothing() {
      return null;
    }

    public String getBroken() {
      throw new IllegalStateException("with a secret in it");
    }
  }

  @JwtHeaderAuthenticationMechanismDefinition(
      issuerIdentifier = Tokens.ISSUER,
      headerName = "jwt",
      audiences = "#{settings.audiences}",
      signatureAlgorithm = {"RS256", "PS256"},
      publicKeyLocation = "key.pem",
      realmName = "${settings.realm}",
      clockSkew = "7",
      maxTokenLifetime = "2h",
      tokenReuse = false)
  private static final class Complete {}

  @JwtHeaderAuthenticationMechanismDefinition(
      issuerIdentifier = "x",
      clockSkew = "soon",
      signatureAlgorithm = "HS256",
      jwkEndpointUrl = "http://example.com/",
      realmName = "#{settings.broken}")
  private static final class BrokenExpression {}

  @JwtHeaderAuthenticationMechanismDefinition(
      issuerIdentifier = "x",
      clockSkew = "soon",
      signatureAlgorithm = "HS256",
      trustStoreRef = "t",
      trustAliasName = "a",
      keyStores = @KeyStore(id = "t", location = "none.p12", password = "${env.SIGNET_NO_SUCH}"))
  private static final class Mistakes {}

  @JwtHeaderAuthenticationMechanismDefinition(realmName = "#{settings.nothing}")
  private static final class Unknown {}

  @JwtHeaderAuthenticationMechanismDefinition(config = "a.json", headerName = "jwt")
  private static final class Both {}

  @JwtHeaderAuthenticationMechanismDefinition(config = "a.json")
  private static final class File {}

  @JwtHeaderAuthenticationMechanismDefinition
  private static final class Nothing {}

  private interface Check {
    void of(AnnotatedSettings settings) throws Exception;
  }

  private static void with(Class<?> annotated, Check check) throws Exception {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(Beans.class)
            .initialize()) {
      var definition = annotated.getAnnotation(JwtHeaderAuthenticationMechanismDefinition.class);
      Expressions expressions = new Expressions(container.getBeanManager());
      check.of(new AnnotatedSettings(definition, "app.Bean", expressions));
    }
  }

  private void mistakes(Class<?> annotated, String... expected) throws Exception {
    with(
        annotated,
        settings -> {
          ConfigException wrong =
              assertThrows(ConfigException.class, () -> settings.load(directory));
          assertEquals(List.of(expected), wrong.problems().stream().map(Object::toString).toList());
          assertTrue(
              String.valueOf(wrong.getMessage())
                  .startsWith("@JwtHeaderAuthenticationMechanismDefinition on app.Bean has "));
        });
  }

  @Test
  void itsMembersAreNamesOfTheFile() {
    Set<String> members =
        Arrays.stream(JwtHeaderAuthenticationMechanismDefinition.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    members.removeAll(List.of("config", "keyStores"));
    members.removeAll(Page.of("docs/CONFIGURATION.md").names("in `issuers`"));
    assertEquals(Set.of(), members);
  }

  @Test
  void itStandsForAFileWithOneIssuer() throws Exception {
    Configs.in(directory).load();
    try (var keys = Files.list(directory)) {
      Path key = keys.filter(f -> f.toString().endsWith(".pem")).findFirst().orElseThrow();
      Files.move(key, directory.resolve("key.pem"));
    }
    with(
        Complete.class,
        settings -> {
          assertEquals(Optional.empty(), settings.file());
          SignetConfig config = settings.load(directory);
          IssuerConfig issuer = config.issuers().get(0);
          assertEquals(Tokens.ISSUER, issuer.issuerIdentifier());
          assertEquals(Set.of("a", "b"), issuer.claims().audiences());
          assertEquals("fromABean", config.challengeRealm());
          assertEquals(Duration.ofSeconds(7), issuer.claims().clockSkew());
          assertEquals(Optional.of(Duration.ofHours(2)), issuer.claims().maxLifetime());
          assertTrue(issuer.claims().isSingleUse());
        });
  }

  @Test
  void everyMistakeIsToldByItsMember() throws Exception {
    mistakes(
        Mistakes.class,
        "keyStores[0].password: ${env.SIGNET_NO_SUCH} is not set on this server",
        "audiences: is missing: a value that \"aud\" must have, or ALL_AUDIENCES to"
            + " accept tokens for any audience",
        "clockSkew: must be a number of seconds or a text such as \"60s\", \"5m\" or \"1h30m\"",
        "signatureAlgorithm: \"HS256\" is not one of RS256, RS384, RS512, PS256,"
            + " PS384, PS512, ES256,"
            + " ES384, ES512, EdDSA, Ed25519",
        "trustAliasName: the key store " + directory.resolve("none.p12") + " does not exist");
  }

  @Test
  void anExpressionThatGivesNothingIsAMistakeAndItsFailureIsNotRepeated() throws Exception {
    mistakes(
        BrokenExpression.class,
        "realmName: is an expression that cannot be evaluated (ELException)");
    mistakes(Unknown.class, "realmName: is an expression that gives nothing");
  }

  @Test
  void aFileStandsAlone() throws Exception {
    with(File.class, settings -> assertEquals(Optional.of("a.json"), settings.file()));
    with(
        Both.class,
        settings ->
            assertEquals(
                List.of("config: stands beside other members: say one or the other"),
                assertThrows(ConfigException.class, settings::file).problems().stream()
                    .map(Object::toString)
                    .toList()));
    with(Nothing.class, settings -> assertTrue(settings.isEmpty()));
  }
}
