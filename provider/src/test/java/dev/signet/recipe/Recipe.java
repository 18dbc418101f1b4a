package dev.signet.recipe;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.identity.CallerIdentity;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.VerificationUnavailableException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code signet.json} of a recipe as it stands in the documentation, but for the address of its
 * key server, which is one of this machine.
 */
final class Recipe implements AutoCloseable {
  private static final Path FOLDER = Path.of("..", "docs", "proxies");
  private static final int ATTEMPTS = 600;

  private final KeyServer server;
  private final JsonObject issuer;
  private final SignetConfig config;
  private @Nullable JwtAuthenticator authenticator;

  private Recipe(KeyServer server, JsonObject issuer, SignetConfig config) {
    this.server = server;
    this.issuer = issuer;
    this.config = config;
  }

  /** With the files it names in this folder, and keys published by this server. */
  static Recipe named(String name, Path directory, KeyServer server) {
    try {
      String text = Files.readString(FOLDER.resolve(name).resolve("signet.json"));
      JsonObject root =
          Json.createReader(
                  new StringReader(text.replaceAll("\\$\\{env\\.\\w+}", TestKeys.PASSWORD)))
              .readObject();
      JsonObject issuer = root.getJsonArray("issuers").getJsonObject(0);
      JsonObject local = at(server, issuer);
      String json =
          Json.createObjectBuilder(root)
              .add("issuers", Json.createArrayBuilder().add(local))
              .build()
              .toString();
      return new Recipe(server, local, Configs.load(directory, json));
    } catch (IOException | ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject at(KeyServer server, JsonObject issuer) {
    JsonObjectBuilder local = Json.createObjectBuilder(issuer);
    for (String name : List.of("jwkEndpointUrl", "discoveryEndpointUrl", "pemEndpointUrl")) {
      if (issuer.containsKey(name)) {
        String path = URI.create(issuer.getString(name).replace("{kid}", "KID")).getRawPath();
        local.add(name, server.url(path).replace("KID", "{kid}")).add("httpsRequired", false);
      }
    }
    return local.build();
  }

  /** The one value of a setting. */
  String setting(String name) {
    return issuer.get(name) instanceof JsonArray several
        ? several.getString(0)
        : issuer.getString(name);
  }

  /** The path at which the recipe's key server is asked. */
  String path(String setting) {
    return URI.create(setting(setting).replace("{kid}", "KID")).getRawPath();
  }

  Recipe publishing(Map<?, ?>... keys) {
    server.serves(path("jwkEndpointUrl"), Tokens.json(Map.of("keys", List.of(keys))));
    return this;
  }

  /** A token for this recipe's issuer and audience. */
  Tokens token() {
    Tokens token = Tokens.good().claim("iss", setting("issuerIdentifier")).without("groups");
    return issuer.containsKey("audiences") ? token.claim("aud", setting("audiences")) : token;
  }

  AuthenticationResult send(Requests request) {
    // not before the keys are published: they are fetched once, since the clock stands still
    JwtAuthenticator line = authenticator == null ? begin() : authenticator;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return line.authenticate(request.build());
      } catch (VerificationUnavailableException e) {
        pause();
      }
    }
    throw new AssertionError("the keys never came");
  }

  /** What becomes of a token where this recipe's proxy puts it. */
  AuthenticationResult send(String token) {
    return send(
        issuer.containsKey("cookieName")
            ? Requests.empty().cookie(setting("cookieName"), token)
            : Requests.empty().header(setting("headerName"), prefix() + token));
  }

  CallerIdentity caller(String token) {
    if (send(token) instanceof Authenticated authenticated) {
      return authenticated.identity();
    }
    throw new AssertionError("refused: " + send(token));
  }

  private String prefix() {
    return setting("headerName").equals("Authorization") ? "Bearer " : "";
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private JwtAuthenticator begin() {
    JwtAuthenticator begun = JwtAuthenticator.of(config, new SettableClock());
    authenticator = begun;
    return begun;
  }

  @Override
  public void close() {
    if (authenticator != null) {
      authenticator.close();
    }
  }
}
