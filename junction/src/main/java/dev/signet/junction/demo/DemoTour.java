package dev.signet.junction.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.Console;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Presses every button of the demo's page, as a browser would, and reports the results. */
final class DemoTour {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ASKED_EVERY = Duration.ofMillis(100);

  private final Console console;
  private final HttpClient client;
  private final URI junction;
  private int steps;
  private int broken;

  DemoTour(Console console, DemoScript script) {
    this.console = console;
    client =
        StatusProbe.clientTrusting(script.tlsCertificate())
            .cookieHandler(new CookieManager())
            .build();
    junction = script.junction();
  }

  /** Whether the page does what it says. */
  boolean succeeds() {
    console.line("");
    console.line("# the page");
    step("opens", status("/") == 200);
    step("become testuser", become("testuser") && pagesAre(200, 200, 403, 200));
    step("leave groupa", regroup(List.of()) && pagesAre(200, 403, 403, 200));
    step("join groupa again", regroup(List.of("groupa")) && pagesAre(200, 200, 403, 200));
    step("become otheruser", become("otheruser") && pagesAre(200, 403, 200, 200));
    for (Forgery forgery : Forgery.values()) {
      step("tamper: " + forgery, isRefused(forgery));
    }
    roll();
    step("log out", becomeNobody() && pagesAre(401, 401, 401, 200));
    console.line("");
    console.line((steps - broken) + " of " + steps + " buttons of the page do what they say.");
    return broken == 0;
  }

  private void step(String name, boolean kept) {
    steps++;
    broken += kept ? 0 : 1;
    console.line(name + (kept ? "  # ok" : "  # NOT as it should be"));
  }

  private boolean become(String user) {
    JsonObject state = post(DemoButtons.BECOME, Json.createValue(user), "user");
    return user.equals(state.getString("user", ""));
  }

  private boolean becomeNobody() {
    return post(DemoButtons.BECOME, JsonValue.NULL, "user").get("user") == JsonValue.NULL;
  }

  private boolean regroup(List<String> groups) {
    JsonArray wanted = Json.createArrayBuilder(groups).build();
    return wanted.equals(post(DemoButtons.GROUPS, wanted, "groups").get("groups"));
  }

  private boolean isRefused(Forgery forgery) {
    JsonObject tried = post(DemoButtons.TRY, Json.createValue(forgery.toString()), "variant");
    List<JsonObject> answers =
        tried.getOrDefault("answers", JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray array
            ? array.getValuesAs(JsonObject.class)
            : List.of();
    return answers.size() == DemoScript.PAGES.size()
        && answers.stream().allMatch(a -> a.getString("challenge", "").contains("SIGNET-"));
  }

  private boolean pagesAre(int... expected) {
    boolean all = true;
    for (int i = 0; i < expected.length; i++) {
      all &= status(DemoScript.PREFIX + DemoScript.PAGES.get(i)) == expected[i];
    }
    return all;
  }

  private void roll() {
    String before = signingKey(state());
    boolean began = phase(post(DemoButtons.ROLL, JsonValue.NULL, "why")).equals("published");
    int asked = 0;
    int refused = 0;
    long deadline = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
    JsonObject now = state();
    while (began && !phase(now).equals("steady") && System.nanoTime() < deadline) {
      asked++;
      refused += status(DemoScript.PREFIX + DemoScript.PAGES.get(0)) == 200 ? 0 : 1;
      pause();
      now = state();
    }
    boolean rolled = phase(now).equals("steady") && !signingKey(now).equals(before);
    String count = refused + " of " + asked + " refused";
    step("roll the key, " + count, began && rolled && asked > 0 && refused == 0);
  }

  private static String phase(JsonObject state) {
    return state.get("roll") instanceof JsonObject roll ? roll.getString("phase", "") : "";
  }

  private static String signingKey(JsonObject state) {
    return state.get("token") instanceof JsonObject token
        ? token.getJsonObject("header").getString("kid", "")
        : "";
  }

  private int status(String path) {
    return send(request(path).GET().build()).statusCode();
  }

  private JsonObject state() {
    return json(send(request(DemoButtons.STATE).GET().build()));
  }

  private JsonObject post(String path, JsonValue value, String name) {
    String body = Json.createObjectBuilder().add(name, value).build().toString();
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(junction.resolve(path)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailedException("the junction does not answer at " + junction);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("the tour of the page was interrupted");
    }
  }

  private static JsonObject json(HttpResponse<String> answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    } catch (JsonException e) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ASKED_EVERY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
