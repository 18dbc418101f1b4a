package dev.signet.audit;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.config.AuditSettings;
import dev.signet.config.SignetConfig;
import dev.signet.identity.CallerIdentity;
import dev.signet.refusals.LineLimits;
import dev.signet.refusals.RefusalLedger;
import dev.signet.refusals.RefusalRecord;
import dev.signet.refusals.RequestFacts;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The audit of one application under one configuration: a line for each login, which is the first
 * request that is let in with a token while the token is remembered, and for each refusal. Refusals
 * have a line at a limited rate for each reason and definition, so that an attacker cannot fill the
 * disk; logins have one each. The refusals go to the audit of the server as well, where it has one.
 * Of the claims it has the user and the realm, as they are mapped, and of a caller whose token is
 * refused for itself not even these. Off unless {@code audit} is set. Thread-safe.
 */
public final class AuditTrail implements AutoCloseable {
  private final Optional<AuditSink> sink;
  private final AuditLines lines;
  private final LineLimits limits;

  AuditTrail(Optional<AuditSink> sink, String application, Clock clock) {
    this.sink = sink;
    this.lines = new AuditLines(application, clock);
    this.limits = new LineLimits(clock);
  }

  /**
   * The audit that a configuration asks for.
   *
   * @param config the configuration
   * @param ledger where the refusals of the application are written down as well
   * @return one that writes nothing where {@code audit} is not set
   */
  public static AuditTrail of(SignetConfig config, RefusalLedger ledger) {
    return new AuditTrail(
        config.disclosure().audit().map(settings -> sink(settings, ledger)),
        ledger.application(),
        ledger.clock());
  }

  /**
   * One that writes nothing itself.
   *
   * @param ledger of the application
   * @return without a sink
   */
  public static AuditTrail off(RefusalLedger ledger) {
    return new AuditTrail(Optional.empty(), ledger.application(), ledger.clock());
  }

  private static AuditSink sink(AuditSettings settings, RefusalLedger ledger) {
    return settings.file().isPresent()
        ? AuditFile.of(settings.file().get(), settings, ledger)
        : AuditSink.ofLog();
  }

  /**
   * Whether a request that is let in is a login. It costs the later requests of a remembered token
   * no more than a look at a flag.
   *
   * @param caller who is let in
   * @return true once for each token, where there is an audit
   */
  public boolean isLogin(Authenticated caller) {
    return sink.isPresent() && caller.admission().isFirst();
  }

  /**
   * Writes a login.
   *
   * @param caller who is let in
   * @param request which request it is
   */
  public void login(Authenticated caller, RequestFacts request) {
    sink.ifPresent(to -> to.write(lines.login(caller, request)));
  }

  /**
   * Writes a refusal, or counts it.
   *
   * @param refusal as the log has it
   * @param caller who is refused, where the token is good
   */
  public void refusal(RefusalRecord refusal, Optional<CallerIdentity> caller) {
    Optional<ServerAudit> server = ServerAudit.InUse.now();
    if (sink.isEmpty() && server.isEmpty()) {
      return;
    }
    String kind = refusal.getNumber() + " " + refusal.getDefinition();
    OptionalLong leftOut = limits.next(kind, false);
    if (leftOut.isPresent()) {
      sink.ifPresent(to -> to.write(lines.refusal(refusal, caller, leftOut.getAsLong())));
      server.ifPresent(audit -> audit.refusal(refusal, caller, leftOut.getAsLong()));
    }
  }

  /** Writes how many refusals no line has mentioned, and waits a few seconds for the last lines. */
  @Override
  public void close() {
    if (sink.isEmpty()) {
      return;
    }
    long leftOut = limits.heldBack();
    if (leftOut > 0) {
      sink.get().write(lines.leftOut(leftOut));
    }
    sink.get().flush();
  }
}
