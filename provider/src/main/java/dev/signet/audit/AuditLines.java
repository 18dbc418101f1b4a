package dev.signet.audit;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.identity.CallerIdentity;
import dev.signet.refusals.RefusalRecord;
import dev.signet.refusals.RequestFacts;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.parsson.JsonProviderImpl;

/** The lines of an audit: one JSON object each, without a line end in it. */
record AuditLines(String application, Clock clock) {

  /** The first request that is let in with a token. */
  String login(Authenticated caller, RequestFacts request) {
    JsonObjectBuilder line = begin(clock.instant(), "login");
    line.add("definition", caller.jwt().issuerId());
    addCaller(line, caller.identity());
    addRequest(line, request);
    return line.build().toString();
  }

  /** A refusal, and how many of its kind before had no line. */
  String refusal(RefusalRecord refusal, Optional<CallerIdentity> caller, long leftOut) {
    JsonObjectBuilder line = begin(refusal.time(), "refusal");
    line.add("reference", refusal.reference());
    if (!refusal.getDefinition().isEmpty()) {
      line.add("definition", refusal.getDefinition());
    }
    caller.ifPresent(identity -> addCaller(line, identity));
    addRequest(line, refusal.request());
    line.add("number", refusal.getNumber());
    line.add("text", refusal.getText());
    if (leftOut > 0) {
      line.add("leftOut", leftOut);
    }
    return line.build().toString();
  }

  /** How many refusals had no line, at the end. */
  String leftOut(long refusals) {
    return begin(clock.instant(), "left-out").add("leftOut", refusals).build().toString();
  }

  /** How many lines are not in the file, because it could not be written. */
  String lost(long lines) {
    return begin(clock.instant(), "lost").add("lost", lines).build().toString();
  }

  private JsonObjectBuilder begin(Instant time, String event) {
    // created directly: a service look-up would use the application's class loader
    return new JsonProviderImpl()
        .createObjectBuilder()
        .add("time", time.toString())
        .add("event", event)
        .add("application", application);
  }

  private static void addCaller(JsonObjectBuilder line, CallerIdentity caller) {
    line.add("realm", caller.realm()).add("user", caller.name());
  }

  private static void addRequest(JsonObjectBuilder line, RequestFacts request) {
    line.add("method", request.method())
        .add("path", request.path())
        .add("peer", request.peer())
        .add("client", request.client());
  }
}
