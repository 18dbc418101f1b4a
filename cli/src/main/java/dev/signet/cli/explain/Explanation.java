package dev.signet.cli.explain;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.cli.check.KeyServerCheck;
import dev.signet.cli.check.SignetLog;
import dev.signet.config.IntrospectionSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.container.Server;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
      Optional<TokenPlace> place,
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
    List<IssuerConfig> likely =
        config.issuers().stream().filter(issuer -> isLikely(issuer, decoded)).toList();
    IssuerConfig first = likely.stream().findFirst().orElse(config.issuers().get(0));
    GivenRequest request =
        question.place().orElseGet(() -> TokenPlace.of(first)).put(token, question.request());
    Checklist unselected =
        new Checklist(
            decoded,
            decoded.form() == DecodedToken.Form.SIGNED
                ? likely.stream().findFirst()
                : Optional.empty(),
            token.length(),
            question.clock().instant(),
            question.showsValues());
    try (SignetLog log = SignetLog.open();
        JwtAuthenticator authenticator = JwtAuthenticator.of(config.alone(), question.clock())) {
      KeyServerCheck.await(authenticator, config.issuers(), likely::contains, question.progress());
      AuthenticationResult result =
          authenticator.authenticate(request.asRequest(), question.server().names());
      log.take();
      return result instanceof Authenticated caller
          ? accepted(caller, unselected, config)
          : refused((Rejected) result, unselected, config);
    } catch (VerificationUnavailableException e) {
      Optional<IssuerConfig> selected = definition(e.issuerId(), config);
      return new Explanation(
          Verdict.UNDECIDED,
          unselected.of(selected).lines(Route::upToUnavailable, selected),
          Optional.empty(),
          Optional.of(String.valueOf(e.getMessage())),
          Optional.empty());
    }
  }

  /** Whether the token may be one of this definition: by its issuer, or else by its form. */
  private static boolean isLikely(IssuerConfig issuer, DecodedToken token) {
    return switch (token.form()) {
      case SIGNED -> token.text("iss").filter(issuer.issuerIdentifier()::equals).isPresent();
      case ENCRYPTED -> issuer.keyManagementKey().isPresent();
      case OPAQUE -> issuer.introspection().filter(IntrospectionSettings::isAlone).isPresent();
    };
  }

  private static Explanation accepted(
      Authenticated caller, Checklist unselected, SignetConfig config) {
    Optional<IssuerConfig> selected = definition(caller.jwt().issuerId(), config);
    return new Explanation(
        Verdict.ACCEPTED,
        unselected.of(selected).lines(Route::all, selected),
        Optional.empty(),
        Optional.empty(),
        Optional.of(caller));
  }

  private static Explanation refused(Rejected rejected, Checklist unselected, SignetConfig config) {
    Optional<IssuerConfig> selected = definition(rejected.details().definition(), config);
    return new Explanation(
        Verdict.REFUSED,
        unselected.of(selected).lines(route -> route.upTo(rejected.reason()), selected),
        Optional.of(rejected),
        Optional.empty(),
        Optional.empty());
  }

  /** The definition that the server has selected. */
  private static Optional<IssuerConfig> definition(String id, SignetConfig config) {
    return config.issuers().stream().filter(issuer -> issuer.id().equals(id)).findFirst();
  }
}
