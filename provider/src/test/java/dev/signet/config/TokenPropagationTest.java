package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.hop.TokenPropagation;
import dev.signet.testing.Configs;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said of tokens that stay with their requests, with the words of each mistake. */
class TokenPropagationTest {
  @TempDir Path directory;

  private Configs config() {
    return Configs.in(directory).issuer("propagateToken", true);
  }

  private static Optional<TokenPropagation> of(Configs config) {
    return config.load().issuers().get(0).propagation();
  }

  private static String problems(Configs config) {
    ConfigException wrong = assertThrows(ConfigException.class, config::tryLoad);
    return String.join("\n", wrong.problems().stream().map(String::valueOf).toList());
  }

  @Test
  void noTokenStaysUnlessTheDefinitionSaysSo() {
    assertEquals(Optional.empty(), of(Configs.in(directory)));
    assertEquals(Optional.empty(), of(Configs.in(directory).issuer("propagateToken", false)));
    assertEquals(Optional.of(new TokenPropagation("Authorization", Set.of())), of(config()));
  }

  @Test
  void itIsSentToListedServersAlone() {
    assertEquals(
        Optional.of(
            new TokenPropagation(
                "Authorization",
                Set.of(URI.create("https://orders.example:9443"), URI.create("https://b/")))),
        of(config().issuer("propagateTo", List.of("https://orders.example:9443", "https://b/"))));
  }

  @Test
  void itIsSentInTheHeaderInWhichItCame() {
    assertEquals(
        Optional.of(new TokenPropagation("jwt", Set.of())),
        of(config().issuer("propagateAs", "incoming")));
    assertEquals(
        Optional.of(new TokenPropagation("Authorization", Set.of())),
        of(config().without("headerName").issuer("propagateAs", "incoming")));
    assertEquals(
        "issuers[0].propagateAs: incoming needs headerName and no cookieName",
        problems(config().issuer("cookieName", "c").issuer("propagateAs", "incoming")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://a/b", "https://a?x", "https://a/#f", "https://user@a", "https://a:1//"})
  void aServerIsNoMoreThanSchemeHostAndPort(String address) {
    assertEquals(
        "issuers[0].propagateTo: has more than scheme, host and port, such as"
            + " \"https://orders.example:9443\"",
        problems(config().issuer("propagateTo", address)));
  }

  @Test
  void aServerHasTlsExceptInTests() {
    assertEquals(
        "issuers[0].propagateTo: is not https; only tests may set \"httpsRequired\": false",
        problems(config().issuer("propagateTo", "http://a")));
    SignetConfig relaxed =
        config().issuer("httpsRequired", false).issuer("propagateTo", "http://a").load();
    assertEquals(
        "propagateTo: tokens are sent without TLS: an attacker on the network can use them",
        relaxed.warnings().stream()
            .map(String::valueOf)
            .filter(text -> text.contains("propagateTo"))
            .findFirst()
            .map(text -> text.substring(text.indexOf("propagateTo")))
            .orElse("no warning"));
  }

  @Test
  void whatDoesNothingIsAMistake() {
    assertEquals(
        "issuers[0].propagateTo: does nothing without propagateToken\n"
            + "issuers[0].propagateAs: does nothing without propagateToken",
        problems(
            Configs.in(directory)
                .issuer("propagateTo", "https://a")
                .issuer("propagateAs", "incoming")));
  }
}
