package dev.signet.it.keys;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.Settings;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of many issuers of an application, its key server, and what the log says of it. */
record HostedIssuer(String application, String id, KeyHost host) {
  static final String TRUST_STORE = "authority";

  private static final Pattern LOG_LINE = Pattern.compile("\\[[^]]*] \\S+ \\S+ +([A-Z] .*)");

  /** The definition, with intervals that a test can wait for. */
  Settings settings() {
    Settings settings =
        Settings.keyFrom("jwkEndpointUrl", host.url())
            .with("id", id)
            .with("issuerIdentifier", issuer())
            .with("realmName", "defaultRealm")
            .with("signatureAlgorithm", "ES256")
            .with("jwkMinRefreshInterval", 1)
            .with("jwkMaxRefreshInterval", 2)
            .with("jwkUnknownKidInterval", 1)
            .with("jwkConnectTimeout", 1)
            .with("jwkReadTimeout", 1);
    return host.url().startsWith("https")
        ? settings.with("jwkTrustStoreRef", TRUST_STORE)
        : settings.with("httpsRequired", false);
  }

  private String issuer() {
    return "https://" + id + ".example";
  }

  /** A new token of this issuer. */
  String token(SigningKey key) {
    return key.sign(Tokens.good().claim("iss", issuer())).text();
  }

  Answer ask(String token) {
    return Http.get("/" + application + "/secure/x", "jwt", token);
  }

  int status(String token) {
    return ask(token).status();
  }

  int awaitStatus(String token, int wanted) {
    return Await.until(() -> status(token), status -> status == wanted);
  }

  /** What the log says of it after a mark, each without its time and thread. */
  List<String> log(int mark) {
    return ServerLog.since(mark).stream().flatMap(line -> message(line).stream()).toList();
  }

  List<String> awaitLog(int mark, Predicate<String> wanted) {
    return Await.until(() -> log(mark), lines -> lines.stream().anyMatch(wanted));
  }

  /** The level's letter and the text. */
  private Optional<String> message(String line) {
    Matcher matcher = LOG_LINE.matcher(line);
    String name = "issuer definition " + id;
    return matcher.matches() && (line.contains(name + ": ") || line.contains(name + " "))
        ? Optional.of(matcher.group(1).replace(name + ": ", ""))
        : Optional.empty();
  }
}
