package dev.signet.revocation;

import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The operations of one application. The log has a line for each, without a value: the platform's
 * MBean server does not say who calls.
 */
public final class RevocationOperations implements RevocationsMXBean {
  private static final Logger LOG = Messages.logger(RevocationOperations.class);

  private final RevocationSettings settings;
  private final ServerRevocations server;
  private final RevocationSharing sharing;
  private final FollowedRevocations file;
  private final Clock clock;

  RevocationOperations(
      RevocationSettings settings,
      ServerRevocations server,
      RevocationSharing sharing,
      FollowedRevocations file,
      Clock clock) {
    this.settings = settings;
    this.server = server;
    this.sharing = sharing;
    this.file = file;
    this.clock = clock;
  }

  @Override
  public String revokeToken(String issuer, String jti, String until) {
    return revoke(RevokedKind.TOKEN, issuer, jti, Optional.empty(), until);
  }

  @Override
  public String revokeSession(String issuer, String session, String until) {
    return revoke(RevokedKind.SESSION, issuer, session, Optional.empty(), until);
  }

  @Override
  public String revokeSubject(String issuer, String subject, String issuedBefore, String until) {
    return revoke(RevokedKind.SUBJECT, issuer, subject, beforeOrNow(issuedBefore), until);
  }

  @Override
  public String revokeKey(String issuer, String kid, String until) {
    return revoke(RevokedKind.KEY, issuer, kid, Optional.empty(), until);
  }

  @Override
  public String revokeIssuer(String issuer, String issuedBefore, String until) {
    return revoke(RevokedKind.ISSUER, issuer, "", beforeOrNow(issuedBefore), until);
  }

  private Optional<Instant> beforeOrNow(String issuedBefore) {
    return Optional.of(
        issuedBefore.isEmpty() ? clock.instant() : RevokedEntry.time(issuedBefore, "issuedBefore"));
  }

  private String revoke(
      RevokedKind kind, String issuer, String value, Optional<Instant> issuedBefore, String until) {
    if (issuer.isEmpty() || (value.isEmpty() && kind != RevokedKind.ISSUER)) {
      throw new IllegalArgumentException((issuer.isEmpty() ? "issuer" : kind) + ": is empty");
    }
    Optional<Instant> end =
        !until.isEmpty()
            ? Optional.of(RevokedEntry.time(until, "until"))
            : kind == RevokedKind.KEY
                ? Optional.empty()
                : settings.endOfTokens(issuer, issuedBefore.orElseGet(clock::instant));
    if (end.isEmpty()) {
      throw new IllegalArgumentException(
          "until: is empty, and no maxTokenLifetime or maxTokenAge says when the last token ends");
    }
    int all = server.add(new Revocation(kind, issuer, value, issuedBefore, end));
    String reach = sharing.reach();
    LOG.log(
        Level.INFO,
        "SIGNET0109I: one revocation by {0} was added by JMX; {1} are in force {2}",
        kind,
        all,
        reach);
    String warning =
        settings.isKnown(issuer) ? "" : "; no definition of this application has this issuer";
    return "added; " + all + " are in force " + reach + warning;
  }

  @Override
  public String takeBackAll() {
    int before = server.takeBackAll();
    LOG.log(
        Level.INFO,
        "SIGNET0110I: all {0} revocations that were added by JMX were taken back",
        before);
    return before + " were taken back";
  }

  @Override
  public int getServerEntries() {
    return server.current().size();
  }

  @Override
  public int getFileEntries() {
    return file.current().size();
  }

  @Override
  public String getFileFailure() {
    return file.failure().orElse("");
  }
}
