package dev.signet.cli.explain;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.cli.check.KeyServerCheck;
import dev.signet.cli.check.SignetLog;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.config.TokenLocation;
import dev.signet.container.Server;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server's own code says of a token, and the steps that lead there.
 *
 * @param verdict accepted, refused or undecided
 * @param lines the steps, up to the one that refuses
 * @param refusal the catalogue's entry of a refusal, and what exactly is wrong
 * @param undecided why the token cannot be verified at the moment
 * @param caller the caller of an accepted token
 */
record Explanation(
    Verdict verdict,
    List<Checklist.Line> lines,
    Optional<Rejected> refusal,
    Optional<String> undecided,
    Optional<Authenticated> caller) {

  /** What the server does with the request. */
  enum Verdict {
    ACCEPTED(0),
    REFUSED(1),
    UNDECIDED(3);

    private final int exitCode;

    Verdict(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  Explanation {
    lines = List.copyOf(lines);
  }

  /** What is asked, and of what. */
  record Question(
      SignetConfig config,
      GivenRequest request,
      Server server,
      Clock clock,
      boolean showsValues,
      Consumer<String> progress) {}

  /**
   * Runs the request through the server's own code.
   *
   * @throws IllegalArgumentException where the configuration cannot be used here
   * @throws InterruptedException while keys are fetched
   */
  static Explanation of(String token, Question question) throws InterruptedException {
    DecodedToken decoded = DecodedToken.of(token);
    SignetConfig config = question.config();
    List<IssuerConfig> named =
        config.issuers().stream()
            .filter(
                issuer -> decoded.text("iss").filter(issuer.issuerIdentifier()::equals).isPresent())
            .toList();
    GivenRequest request = withToken(question.request(), token, named, config);
    Checklist unselected =
        new Checklist(
            decoded,
            named.stream().findFirst(),
            token.length(),
            question.clock().instant(),
            question.showsValues());
    try (SignetLog log = SignetLog.open();
        JwtAuthenticator authenticator = JwtAuthenticator.of(config.alone(), question.clock())) {
      KeyServerCheck.await(authenticator, config.issuers(), named::contains, question.progress());
      AuthenticationResult result =
          authenticator.authenticate(request.asRequest(), question.server().names());
      log.take();
      return result instanceof Authenticated caller
          ? accepted(caller, unselected.of(definition(caller.jwt().issuerId(), config)))
          : refused((Rejected) result, unselected, config);
    } catch (VerificationUnavailableException e) {
      return new Explanation(
          Verdict.UNDECIDED,
          before(Step.KEY, unselected.of(definition(e.issuerId(), config))),
          Optional.empty(),
          Optional.of(String.valueOf(e.getMessage())),
          Optional.empty());
    }
  }

  private static Explanation accepted(Authenticated caller, Checklist checklist) {
    List<Checklist.Line> lines = new ArrayList<>();
    for (Step step : Step.values()) {
      lines.add(checklist.line(step));
    }
    return new Explanation(
        Verdict.ACCEPTED, lines, Optional.empty(), Optional.empty(), Optional.of(caller));
  }

  private static Explanation refused(Rejected rejected, Checklist unselected, SignetConfig config) {
    Checklist checklist = unselected.of(definition(rejected.details().definition(), config));
    Step refusing = refusing(rejected.reason(), checklist.token());
    List<Checklist.Line> lines = before(refusing, checklist);
    lines.add(checklist.line(refusing));
    return new Explanation(
        Verdict.REFUSED, lines, Optional.of(rejected), Optional.empty(), Optional.empty());
  }

  private static List<Checklist.Line> before(Step end, Checklist checklist) {
    List<Checklist.Line> lines = new ArrayList<>();
    for (Step step : Step.values()) {
      if (step == end) {
        break;
      }
      lines.add(checklist.line(step));
    }
    return lines;
  }

  /** A registered claim of the wrong type is refused where it is looked at. */
  private static Step refusing(Rejection reason, DecodedToken token) {
    for (Step step : Step.values()) {
      if (step.refuses(reason.id())) {
        return step;
      }
    }
    if (isMalformedAudience(token.claims().get("aud"))) {
      return Step.AUDIENCE;
    }
    return isMalformedTime(token, "exp")
        ? Step.EXPIRY
        : isMalformedTime(token, "nbf") ? Step.NOT_BEFORE : Step.ISSUED;
  }

  private static boolean isMalformedAudience(@Nullable JsonValue aud) {
    return aud != null
        && !(aud instanceof JsonString)
        && !(aud instanceof JsonArray all && all.stream().allMatch(JsonString.class::isInstance));
  }

  private static boolean isMalformedTime(DecodedToken token, String name) {
    return token.claims().containsKey(name) && !(token.claims().get(name) instanceof JsonNumber);
  }

  /** Where the first definition that may take it has it. */
  private static GivenRequest withToken(
      GivenRequest request, String token, List<IssuerConfig> named, SignetConfig config) {
    IssuerConfig first = named.isEmpty() ? config.issuers().get(0) : named.get(0);
    TokenLocation location =
        first.tokenSource().locations().stream()
            .sorted((one, other) -> one.toString().compareTo(other.toString()) * -1)
            .findFirst()
            .orElseThrow();
    if (location instanceof TokenLocation.Cookie cookie) {
      return request.with("Cookie", cookie.name() + "=" + token);
    }
    TokenLocation.Header header = (TokenLocation.Header) location;
    return request.with(header.name(), header.isAuthorization() ? "Bearer " + token : token);
  }

  /** The definition that the server has selected. */
  private static Optional<IssuerConfig> definition(String id, SignetConfig config) {
    return config.issuers().stream().filter(issuer -> issuer.id().equals(id)).findFirst();
  }
}
