package dev.signet.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.JwtPrincipal;
import dev.signet.token.VerificationUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens for tests. It makes a key, which exists in this JVM alone and is written
 * nowhere, serves the public part as a key set on 127.0.0.1, and has the {@code signet.json} that
 * trusts it. Until it is closed, a server with this {@code signet.json} accepts any user from
 * everyone who runs this code: it says so in the log. Thread-safe.
 */
public final class TestIssuer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TestIssuer.class.getName());

  private final Signer signer;
  private final Loopback keys;
  private final Definition definition;
  private @Nullable JwtAuthenticator line;

  private TestIssuer(Signer signer, Map<String, Object> settings) {
    this.signer = signer;
    this.keys = Loopback.start(this::publish);
    this.definition = Definition.of(settings, keySet());
  }

  /**
   * An issuer with a new key and these settings: header {@code jwt}, RS256, {@code defaultRealm},
   * and a lifetime of an hour at most.
   *
   * @return a running issuer; close it
   */
  public static TestIssuer start() {
    return start(Map.of());
  }

  /**
   * An issuer with a new key, whose definition has further settings, or other values of them, such
   * as {@code headerName}, {@code realmName} or {@code signatureAlgorithm}.
   *
   * @param settings names and values as in {@code issuers} of {@code signet.json}
   * @return a running issuer; close it
   * @throws IllegalArgumentException where Signet would refuse the settings, with every mistake
   */
  public static TestIssuer start(Map<String, Object> settings) {
    Definition.check(settings);
    Signer signer = Signer.of(Definition.algorithm(settings), UUID.randomUUID().toString());
    TestIssuer issuer = new TestIssuer(signer, settings);
    try {
      var unused = issuer.definition.config();
    } catch (IllegalArgumentException e) {
      issuer.close();
      throw e;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "For tests, never for production: signet-test serves a new key at "
            + issuer.keySet()
            + ". A server that trusts it accepts any user from this program.");
    return issuer;
  }

  private void publish(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isKeySet =
          exchange.getRequestURI().getPath().equals("/jwks")
              && List.of("GET", "HEAD").contains(exchange.getRequestMethod());
      if (!isKeySet) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = signer.keySet().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      boolean isGet = exchange.getRequestMethod().equals("GET");
      exchange.sendResponseHeaders(200, isGet ? body.length : -1);
      if (isGet) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /**
   * Where the public key is.
   *
   * @return an address of 127.0.0.1
   */
  public URI keySet() {
    return keys.uri().resolve("/jwks");
  }

  /**
   * The value of {@code iss}.
   *
   * @return {@code https://issuer.signet.test} by default
   */
  public String issuerIdentifier() {
    return definition.text("issuerIdentifier", "");
  }

  /**
   * The request header for the tokens.
   *
   * @return {@code jwt} by default
   */
  public String headerName() {
    return definition.text("headerName", "Authorization");
  }

  String groupIdentifier() {
    return definition.text("groupIdentifier", "groups");
  }

  /**
   * A token for a user.
   *
   * @param user the user's name
   * @param groups the user's groups
   * @return a good token, which can be changed in any point
   */
  public TestToken token(String user, String... groups) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuerIdentifier());
    claims.put("aud", definition.text("audiences", ""));
    Definition.put(claims, definition.text("userIdentifier", "sub"), user);
    Definition.put(claims, groupIdentifier(), List.of(groups));
    return TestToken.of(this, signer, claims);
  }

  /**
   * The caller whom an application sees for a token, without a server: the token is verified by the
   * same code as on a server that knows no realms.
   *
   * @param token a token of this issuer
   * @return what {@code HttpServletRequest.getUserPrincipal()} returns
   * @throws IllegalArgumentException where Signet refuses the token, with the number of the refusal
   */
  public JwtPrincipal principal(TestToken token) {
    try {
      AuthenticationResult result =
          line().authenticate(CallerRequest.with(token.headerName(), token.headerValue()));
      if (result instanceof Authenticated caller) {
        return caller.principal();
      }
      String why =
          result instanceof Rejected refused
              ? refused.reason().id() + ": " + refused.reason().text()
              : "it is not where the settings look for one";
      throw new IllegalArgumentException("Signet refuses the token, " + why);
    } catch (VerificationUnavailableException e) {
      throw new IllegalStateException("the keys at " + keySet() + " are unavailable", e);
    }
  }

  private synchronized JwtAuthenticator line() {
    JwtAuthenticator running = line;
    if (running == null) {
      running = JwtAuthenticator.of(definition.config(), Clock.systemUTC());
      line = running;
    }
    return running;
  }

  /**
   * The {@code signet.json} of a server that trusts this issuer, as Signet reads it.
   *
   * @return JSON with a comment that says what it is for; it has no secret
   */
  public String settings() {
    return definition.settings();
  }

  /**
   * Writes {@link #settings} into a file, with its folders. A server that runs already and reads
   * this file has it in force a second later.
   *
   * @param file replaced as a whole
   * @return the same file
   */
  public Path writeSettings(Path file) {
    try {
      Path target = file.toAbsolutePath();
      Path folder = target.resolveSibling("");
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "signet", ".tmp");
      Files.writeString(written, settings());
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the key set. A server forgets the key when it looks for it the next time. */
  @Override
  public synchronized void close() {
    keys.close();
    if (line != null) {
      line.close();
      line = null;
    }
  }

  /** Names the address of the keys. */
  @Override
  public String toString() {
    return "TestIssuer[" + keySet() + "]";
  }
}
