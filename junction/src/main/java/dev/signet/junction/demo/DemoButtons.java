package dev.signet.junction.demo;

import dev.signet.junction.mint.SigningKeys;
import dev.signet.junction.proxy.JunctionProxy;
import dev.signet.junction.proxy.Login;
import dev.signet.junction.proxy.User;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What the buttons of the demo's page do. No answer has the signature of a token that a server
 * would accept.
 */
final class DemoButtons {
  static final String PREFIX = "/demo/";
  static final String STATE = PREFIX + "state";
  static final String BECOME = PREFIX + "become";
  static final String GROUPS = PREFIX + "groups";
  static final String ROLL = PREFIX + "roll";
  static final String TRY = PREFIX + "try";

  private static final String MASK = "●".repeat(12);

  private final JunctionProxy.Parts junction;
  private final DemoScript script;
  private final StatusProbe probe;
  private final InstantSource clock;
  private final Forger forger;

  DemoButtons(
      JunctionProxy.Parts junction, DemoScript script, StatusProbe probe, InstantSource clock) {
    this.junction = junction;
    this.script = script;
    this.probe = probe;
    this.clock = clock;
    forger = new Forger(clock);
  }

  /**
   * An answer to the page.
   *
   * @param status the status
   * @param body for the page
   * @param login the session cookie from now on; empty text for none, absent for no change
   */
  record Answer(int status, JsonObject body, Optional<String> login) {
    static Answer mistake(int status) {
      return new Answer(status, JsonValue.EMPTY_JSON_OBJECT, Optional.empty());
    }
  }

  /** Answers a question that changes nothing. */
  Answer look(String path, Optional<String> session) {
    return path.equals(STATE)
        ? ok(state(login(session)))
        : Answer.mistake(HttpStatus.NOT_FOUND_404);
  }

  /** Does what a button is for. */
  Answer press(String path, Optional<String> session, JsonObject wish) {
    return switch (path) {
      case BECOME -> become(session, wish);
      case GROUPS -> login(session).map(l -> regroup(l, wish)).orElseGet(DemoButtons::noUser);
      case ROLL -> roll(session);
      case TRY -> login(session).map(l -> forge(l, wish)).orElseGet(DemoButtons::noUser);
      default -> Answer.mistake(HttpStatus.NOT_FOUND_404);
    };
  }

  private Answer become(Optional<String> session, JsonObject wish) {
    String name = wish.get("user") instanceof JsonString text ? text.getString() : "";
    Optional<User> user = junction.users().named(name);
    if (user.isEmpty() && wish.get("user") != JsonValue.NULL) {
      return Answer.mistake(HttpStatus.BAD_REQUEST_400);
    }
    session.ifPresent(junction.logins()::end);
    Optional<Login> login = user.map(junction.logins()::begin);
    return new Answer(
        HttpStatus.OK_200, state(login), Optional.of(login.map(Login::id).orElse("")));
  }

  /** A user may leave groups and join them again, but no others. */
  private Answer regroup(Login login, JsonObject wish) {
    JsonValue wanted = wish.getOrDefault("groups", JsonValue.NULL);
    if (!(wanted instanceof JsonArray array)) {
      return Answer.mistake(HttpStatus.BAD_REQUEST_400);
    }
    List<String> groups =
        login.user().groups().stream().filter(g -> array.contains(Json.createValue(g))).toList();
    return groups.size() == array.size()
        ? ok(state(junction.logins().regroup(login.id(), groups)))
        : Answer.mistake(HttpStatus.BAD_REQUEST_400);
  }

  private Answer roll(Optional<String> session) {
    int status = junction.keys().roll() ? HttpStatus.ACCEPTED_202 : HttpStatus.CONFLICT_409;
    return new Answer(status, state(login(session)), Optional.empty());
  }

  private Answer forge(Login login, JsonObject wish) {
    String variant = wish.get("variant") instanceof JsonString text ? text.getString() : "";
    return Forgery.named(variant)
        .map(forgery -> ok(tried(forgery, login)))
        .orElseGet(() -> Answer.mistake(HttpStatus.BAD_REQUEST_400));
  }

  private JsonObject tried(Forgery forgery, Login login) {
    String truth = junction.tokens().token(login);
    String forged = forger.forge(forgery, truth, junction.keys().mint());
    JsonArrayBuilder answers = Json.createArrayBuilder();
    for (String page : DemoScript.PAGES) {
      answers.add(probe.answerTo(forged, script.https(), page).toJson());
    }
    return DecodedToken.of(forged)
        .toJson()
        .add("says", forgery.inWords())
        .add("signature", forged.endsWith(".") ? "" : MASK)
        .add("signatureSays", forgery.signatureInWords())
        .add("changed", Json.createArrayBuilder(forgery.changes()))
        .add("answers", answers)
        .build();
  }

  private JsonObject state(Optional<Login> login) {
    JsonObjectBuilder state = Json.createObjectBuilder();
    state.add("user", login.<JsonValue>map(this::name).orElse(JsonValue.NULL));
    state.add("groups", Json.createArrayBuilder(login.map(Login::groups).orElse(List.of())));
    state.add("token", login.<JsonValue>map(this::token).orElse(JsonValue.NULL));
    state.add("now", clock.millis() / 1000.0);
    SigningKeys.Status keys = junction.keys().status();
    state.add("keys", keys(keys));
    JsonObjectBuilder roll = Json.createObjectBuilder().add("phase", phase(keys));
    keys.next().ifPresent(next -> roll.add("until", next.getEpochSecond()));
    return state.add("roll", roll).add("curl", curl()).build();
  }

  private JsonValue name(Login login) {
    return Json.createValue(login.user().name());
  }

  private JsonValue token(Login login) {
    return DecodedToken.of(junction.tokens().token(login)).toJson().build();
  }

  private static JsonArrayBuilder keys(SigningKeys.Status status) {
    String other = status.phase() == SigningKeys.Phase.PUBLISHED ? "next" : "old";
    JsonArrayBuilder keys = Json.createArrayBuilder();
    for (String kid : status.published()) {
      String use = kid.equals(status.signing()) ? "signing" : other;
      keys.add(Json.createObjectBuilder().add("kid", kid).add("use", use));
    }
    return keys;
  }

  private static String phase(SigningKeys.Status status) {
    return status.phase().name().toLowerCase(Locale.ROOT);
  }

  private JsonArrayBuilder curl() {
    JsonArrayBuilder lines = Json.createArrayBuilder();
    for (DemoRequest request : script.requests()) {
      String says =
          request.caller() + ", " + request.uri().getPath() + ": " + request.expectedStatus();
      lines.add(Json.createObjectBuilder().add("says", says).add("line", request.curl()));
    }
    return lines;
  }

  private Optional<Login> login(Optional<String> session) {
    return session.flatMap(junction.logins()::find);
  }

  private static Answer ok(JsonObject body) {
    return new Answer(HttpStatus.OK_200, body, Optional.empty());
  }

  private static Answer noUser() {
    return Answer.mistake(HttpStatus.CONFLICT_409);
  }
}
