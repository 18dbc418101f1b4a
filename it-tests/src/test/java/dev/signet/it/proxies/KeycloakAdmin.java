package dev.signet.it.proxies;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.it.client.Answer;
import dev.signet.it.client.TrustingClient;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an administrator does at Keycloak while people work: its REST API, for the realm example.
 */
final class KeycloakAdmin {
  private static final String CLIENT = "for-tokens-without-a-browser";

  private final TrustingClient client = new TrustingClient();
  private final URI keycloak;
  private final String credentials;

  KeycloakAdmin(URI keycloak, String name, String password) {
    this.keycloak = keycloak;
    this.credentials = "&username=" + name + "&password=" + password;
  }

  private String bearer() {
    String form = "grant_type=password&client_id=admin-cli" + credentials;
    URI tokens = keycloak.resolve("/realms/master/protocol/openid-connect/token");
    return "Bearer " + client.post(tokens, form).json().getString("access_token");
  }

  private URI realm(String path) {
    return keycloak.resolve("/admin/realms/example" + path);
  }

  private JsonArray components() {
    return list("/components?type=org.keycloak.keys.KeyProvider");
  }

  private JsonArray list(String path) {
    String body = client.get(realm(path), "Authorization", bearer()).body();
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readArray();
    }
  }

  private String idOf(String user) {
    return list("/users?exact=true&username=" + user).getJsonObject(0).getString("id");
  }

  /** The ids of a user's sessions. Keycloak tells their beginnings in whole seconds alone. */
  Set<String> sessionsOf(String user) {
    return list("/users/" + idOf(user) + "/sessions").getValuesAs(JsonObject.class).stream()
        .map(session -> session.getString("id"))
        .collect(Collectors.toSet());
  }

  /** Ends the one session that is not among others, as the button in the console does. */
  void endSessionOf(String user, Set<String> others) {
    Set<String> sessions = sessionsOf(user);
    sessions.removeAll(others);
    if (sessions.size() != 1) {
      throw new AssertionError(sessions.size() + " sessions are new");
    }
    expect204(
        TrustingClient.request(
                realm("/sessions/" + sessions.iterator().next()), "Authorization", bearer())
            .DELETE()
            .build());
  }

  /** Ends every session of a user. */
  void endSessionsOf(String user) {
    expect204(
        TrustingClient.request(realm("/users/" + idOf(user) + "/logout"), "Authorization", bearer())
            .POST(BodyPublishers.noBody())
            .build());
  }

  private void expect204(HttpRequest request) {
    Answer answer = client.send(request);
    if (answer.status() != 204) {
      throw new AssertionError(request.uri() + " was answered with " + answer.status());
    }
  }

  private void create(String path, JsonObject what) {
    Answer answer =
        client.send(
            TrustingClient.request(
                    realm(path), "Authorization", bearer(), "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(what.toString()))
                .build());
    if (answer.status() != 201) {
      throw new AssertionError(path + " was answered with " + answer.status());
    }
  }

  /** Another key signs from now on; the one before stays published. */
  void rollKey() {
    String realm = client.get(realm(""), "Authorization", bearer()).json().getString("id");
    create(
        "/components",
        Json.createObjectBuilder()
            .add("name", "rolled")
            .add("providerId", "rsa-generated")
            .add("providerType", "org.keycloak.keys.KeyProvider")
            .add("parentId", realm)
            .add(
                "config",
                Json.createObjectBuilder()
                    .add("priority", Json.createArrayBuilder().add("500"))
                    .add("algorithm", Json.createArrayBuilder().add("RS256")))
            .build());
  }

  /** The key that signed before {@link #rollKey} is published no longer. */
  void withdrawFirstKey() {
    JsonObject first =
        components().getValuesAs(JsonObject.class).stream()
            .filter(key -> key.getString("providerId").equals("rsa-generated"))
            .filter(key -> !key.getString("name").equals("rolled"))
            .findFirst()
            .orElseThrow();
    expect204(
        TrustingClient.request(
                realm("/components/" + first.getString("id")), "Authorization", bearer())
            .DELETE()
            .build());
  }

  /** How many keys the realm publishes for signatures. */
  long publishedKeys() {
    return client
        .get(keycloak.resolve("/realms/example/protocol/openid-connect/certs"))
        .json()
        .getJsonArray("keys")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(key -> key.getString("use", "").equals("sig"))
        .count();
  }

  /** Lets a program ask for tokens that outlive the tests; the recipe's own client cannot. */
  void allowTokensWithoutABrowser() {
    create(
        "/clients",
        Json.createObjectBuilder()
            .add("clientId", CLIENT)
            .add("publicClient", true)
            .add("directAccessGrantsEnabled", true)
            .add("defaultClientScopes", Json.createArrayBuilder().add("application-server"))
            .add("attributes", Json.createObjectBuilder().add("access.token.lifespan", "3600"))
            .build());
  }

  /** A token of a user of the seed, as its proxy would get it. */
  String tokenOf(String user) {
    String password = user.replace("user", "pass");
    String form =
        "grant_type=password&scope=openid&client_id="
            + CLIENT
            + "&username="
            + user
            + "&password="
            + password;
    URI tokens = keycloak.resolve("/realms/example/protocol/openid-connect/token");
    return client.post(tokens, form).json().getString("access_token");
  }

  /** The {@code kid} in a token's header. */
  static String keyId(String token) {
    String header =
        new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
    try (JsonReader reader = Json.createReader(new StringReader(header))) {
      return reader.readObject().getString("kid");
    }
  }
}
