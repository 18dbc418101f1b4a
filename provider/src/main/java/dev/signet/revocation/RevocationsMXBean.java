package dev.signet.revocation;

/**
 * Revokes tokens on this server at once, as {@code dev.signet:type=Revocations,application=…}. What
 * an operation adds counts for every application of the server, outlives a reload, and ends with
 * the server or at its end. Where servers share a cache of revocations it counts on all of them,
 * and goes on while one of them runs; for longer, there is the file. A time is one of RFC 3339,
 * such as {@code 2026-01-31T12:00:00Z}, or in seconds since 1970. An end that is left empty is
 * computed where {@code maxTokenLifetime} or {@code maxTokenAge} of the issuer's definitions of
 * this application say it. Each operation answers how many entries there are.
 */
public interface RevocationsMXBean {

  /**
   * Revokes one token.
   *
   * @param issuer the {@code issuerIdentifier} of a definition
   * @param jti the token's claim {@code jti}
   * @param until the end of the entry, or empty
   * @return what was done
   */
  String revokeToken(String issuer, String jti, String until);

  /**
   * Revokes the tokens of one login at the proxy.
   *
   * @param issuer the {@code issuerIdentifier} of a definition
   * @param session the claim that {@code sessionIdentifier} names, or {@code sid}
   * @param until the end of the entry, or empty
   * @return what was done
   */
  String revokeSession(String issuer, String session, String until);

  /**
   * Revokes the tokens of one user.
   *
   * @param issuer the {@code issuerIdentifier} of a definition
   * @param subject the claim {@code sub}
   * @param issuedBefore only tokens that were issued before this time; empty for those that were
   *     issued before now
   * @param until the end of the entry, or empty
   * @return what was done
   */
  String revokeSubject(String issuer, String subject, String issuedBefore, String until);

  /**
   * Revokes the tokens of one key.
   *
   * @param issuer the {@code issuerIdentifier} of a definition
   * @param kid the key id, the alias, or the name of the file without its extension
   * @param until the end of the entry; it must be given
   * @return what was done
   */
  String revokeKey(String issuer, String kid, String until);

  /**
   * Revokes every token of an issuer.
   *
   * @param issuer the {@code issuerIdentifier} of a definition
   * @param issuedBefore only tokens that were issued before this time; empty for those that were
   *     issued before now
   * @param until the end of the entry, or empty
   * @return what was done
   */
  String revokeIssuer(String issuer, String issuedBefore, String until);

  /**
   * Takes back all that was revoked by these operations, also on the servers that share the cache
   * of revocations, and nothing of the file.
   *
   * @return what was done
   */
  String takeBackAll();

  /**
   * How many entries were added by JMX and are in force.
   *
   * @return those of the whole server, and of the servers that share its cache of revocations
   */
  int getServerEntries();

  /**
   * How many entries of the file are in force.
   *
   * @return 0 where there is no file
   */
  int getFileEntries();

  /**
   * Why the file is not used as it is now.
   *
   * @return empty where it is
   */
  String getFileFailure();
}
