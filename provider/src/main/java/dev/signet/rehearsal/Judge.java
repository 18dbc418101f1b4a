package dev.signet.rehearsal;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.identity.ServerNames;
import dev.signet.refusals.LimitedLog;
import dev.signet.refusals.RefusalLedger;
import dev.signet.refusals.RefusalReference;
import dev.signet.refusals.RequestFacts;
import dev.signet.token.SafeText;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares what Signet would do with a request to what the application's own login has done. A
 * difference has a record with a reference, and at a limited rate a line in the log. Neither has a
 * user's name. Thread-safe.
 */
final class Judge {
  private final Tally tally;
  private final RefusalLedger ledger;
  private final LimitedLog log;
  private final Clock clock;

  /**
   * For one application.
   *
   * @param logger where differences are written
   * @param start with which each line begins
   */
  Judge(Tally tally, RefusalLedger ledger, Logger logger, String start, Clock clock) {
    this.tally = tally;
    this.ledger = ledger;
    this.log = new LimitedLog(logger, start, clock);
    this.clock = clock;
  }

  /** Never throws. */
  void judge(CapturedRequest copy, Today today, Line line, ServerNames server) {
    try {
      HttpServletRequest request = copy.asRequest();
      AuthenticationResult result = line.authenticator().authenticate(request, server);
      if (result instanceof Rejected refused && !isNobodys(refused, today)) {
        var unused =
            ledger.enter(
                line.authenticator().describe(refused, request),
                RequestFacts.of(request, line.channels()));
        tally.count(refused.reason());
      } else if (result instanceof Authenticated caller) {
        compare(caller, today, RequestFacts.of(request, line.channels()));
      } else if (today.user().isPresent()) {
        difference(
            Verdict.NO_TOKEN,
            "no token, where the application's login has a user",
            "",
            RequestFacts.of(request, line.channels()));
      } else {
        tally.count(Verdict.NOBODY);
      }
    } catch (VerificationUnavailableException e) {
      tally.count(Verdict.UNAVAILABLE);
      ledger.log().log(Level.WARNING, "keys " + e.issuerId(), () -> "503: " + e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      fault(e);
    }
  }

  /** A foreign token on an open page; a page that nobody is let into is not open. */
  private static boolean isNobodys(Rejected refused, Today today) {
    return refused.isForeign() && today.user().isEmpty();
  }

  private void compare(Authenticated caller, Today today, RequestFacts facts) {
    String definition = "definition " + caller.jwt().issuerId() + ", ";
    if (today.user().isEmpty()) {
      difference(
          Verdict.NEW_USER, "a user, where the application's login has none", definition, facts);
    } else if (!today.user().get().equals(caller.names().user())) {
      difference(
          Verdict.OTHER_USER,
          "another user than that of the application's login",
          definition,
          facts);
    } else if (caller.identity().isRegistryUser() || today.roles().equals(roles(caller, today))) {
      tally.count(Verdict.SAME);
    } else {
      difference(
          Verdict.OTHER_ROLES,
          "other roles than the application's login gives" + roleChanges(caller, today),
          definition,
          facts);
    }
  }

  private static Set<String> roles(Authenticated caller, Today today) {
    Set<String> roles = new HashSet<>(caller.names().groups());
    roles.retainAll(today.compared());
    return roles;
  }

  /** The names are the application's. */
  private static String roleChanges(Authenticated caller, Today today) {
    Set<String> then = roles(caller, today);
    return text(today.compared(), r -> then.contains(r) && !today.roles().contains(r), "with")
        + text(today.compared(), r -> !then.contains(r) && today.roles().contains(r), "without");
  }

  private static String text(List<String> compared, Predicate<String> isChanged, String word) {
    String roles =
        compared.stream().filter(isChanged).map(SafeText::of).collect(Collectors.joining(", "));
    return roles.isEmpty() ? "" : ", " + word + " " + roles;
  }

  private void difference(Verdict verdict, String what, String definition, RequestFacts facts) {
    tally.count(verdict);
    String text = what + " (ref " + RefusalReference.next() + "), " + definition + facts;
    tally.add(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + text);
    log.log(Level.WARNING, verdict + " " + definition, () -> text);
  }

  /** Its message could hold anything, so the log has its class alone. */
  void fault(Throwable fault) {
    tally.count(Verdict.FAULT);
    String name = fault.getClass().getName();
    log.log(Level.ERROR, "fault " + name, () -> "an error in Signet, " + name);
  }
}
