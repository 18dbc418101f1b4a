package dev.signet.junction.proxy;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.junction.mint.RichClaims;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file with users: {@code { "testuser": { "password": "$2y$10$…", "groups": ["groupa"] } }}. A
 * message names every mistake with its path in the file.
 */
record UsersFile(Path path) {
  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
  private static final int MINIMUM_COST = 10;
  private static final Set<String> MEMBERS =
      Set.of("password", "groups", "claims", "operator", "tickets");

  Users read() {
    JsonObject file = RichClaims.object(path);
    Map<String, User> users = new LinkedHashMap<>();
    file.forEach((name, value) -> users.put(name, user(name, value)));
    if (users.isEmpty()) {
      throw new CommandFailedException(path, "names no user");
    }
    return new Users(users);
  }

  private User user(String name, JsonValue value) {
    if (name.isBlank() || !name.equals(name.strip())) {
      throw mistake(name, "is no name of a user");
    }
    if (!(value instanceof JsonObject user)) {
      throw mistake(name, "should be an object");
    }
    for (String member : user.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw mistake(
            name + "." + member, "is none of password, groups, claims, operator and tickets");
      }
    }
    return new User(
        name,
        password(name, user),
        groups(name, user),
        claims(name, user),
        operator(name, user),
        tickets(name, user));
  }

  private String password(String name, JsonObject user) {
    String hash = user.get("password") instanceof JsonString text ? text.getString() : "";
    var bcrypt = BCRYPT.matcher(hash);
    if (!bcrypt.matches() || Integer.parseInt(bcrypt.group(1)) < MINIMUM_COST) {
      throw mistake(
          name + ".password",
          "should be a bcrypt hash with a cost of " + MINIMUM_COST + " or more");
    }
    return hash;
  }

  private List<String> groups(String name, JsonObject user) {
    return texts(name + ".groups", user.getOrDefault("groups", JsonValue.EMPTY_JSON_ARRAY));
  }

  private List<String> texts(String where, JsonValue value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (JsonValue element : array) {
        if (!(element instanceof JsonString text)) {
          throw mistake(where, "should hold texts only");
        }
        texts.add(text.getString());
      }
      return texts;
    }
    throw mistake(where, "should be an array of texts");
  }

  private TicketRight tickets(String name, JsonObject user) {
    JsonValue tickets = user.get("tickets");
    if (tickets == null) {
      return TicketRight.NONE;
    }
    if (tickets instanceof JsonObject right
        && right.keySet().equals(Set.of("users", "audiences"))) {
      return new TicketRight(
          Set.copyOf(texts(name + ".tickets.users", right.getOrDefault("users", JsonValue.NULL))),
          Set.copyOf(
              texts(name + ".tickets.audiences", right.getOrDefault("audiences", JsonValue.NULL))));
    }
    throw mistake(name + ".tickets", "should be an object with users and audiences");
  }

  private JsonObject claims(String name, JsonObject user) {
    JsonValue claims = user.getOrDefault("claims", JsonValue.EMPTY_JSON_OBJECT);
    if (claims instanceof JsonObject object) {
      return object;
    }
    throw mistake(name + ".claims", "should be an object");
  }

  private boolean operator(String name, JsonObject user) {
    JsonValue operator = user.getOrDefault("operator", JsonValue.FALSE);
    if (operator == JsonValue.TRUE || operator == JsonValue.FALSE) {
      return operator == JsonValue.TRUE;
    }
    throw mistake(name + ".operator", "should be true or false");
  }

  private CommandFailedException mistake(String where, String whatIsWrong) {
    return new CommandFailedException(path, where + ": " + whatIsWrong);
  }
}
