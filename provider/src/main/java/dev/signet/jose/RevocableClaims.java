package dev.signet.jose;

import dev.signet.config.IssuerConfig;
import dev.signet.mapping.ClaimPath;
import dev.signet.revocation.RevocableToken;
import dev.signet.revocation.RevocableToken.Name;
import dev.signet.revocation.RevokedKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a revocation may name of the tokens of one definition.
 *
 * @param issuer the {@code issuerIdentifier}, by which entries name the issuer
 * @param session the claim that {@code sessionIdentifier} names
 */
record RevocableClaims(String issuer, ClaimPath session) {
  /** The session in logout tokens (OpenID Connect Back-Channel Logout 1.0 section 2.1). */
  private static final ClaimPath SID = new ClaimPath(List.of("sid"));

  private static final ClaimPath JTI = new ClaimPath(List.of("jti"));
  private static final ClaimPath SUB = new ClaimPath(List.of("sub"));

  static RevocableClaims of(IssuerConfig config) {
    return new RevocableClaims(config.issuerIdentifier(), config.identity().session());
  }

  /** A token with validated claims. Claims that are no text, number or boolean name nothing. */
  RevocableToken token(Map<String, Object> claims, UsedKeys keys) {
    long issuedAt =
        claims.get("iat") instanceof Number seconds
            ? seconds.longValue()
            : RevocableToken.NO_ISSUE_TIME;
    return RevocableToken.of(issuer, issuedAt, () -> names(claims, keys));
  }

  private List<Name> names(Map<String, Object> claims, UsedKeys keys) {
    List<Name> names = new ArrayList<>();
    add(names, RevokedKind.TOKEN, JTI.valueIn(claims));
    add(names, RevokedKind.SESSION, session.valueIn(claims));
    if (!session.equals(SID)) {
      add(names, RevokedKind.SESSION, SID.valueIn(claims));
    }
    add(names, RevokedKind.SUBJECT, SUB.valueIn(claims));
    for (String name : namesOf(keys)) {
      add(names, RevokedKind.KEY, Optional.of(name));
    }
    return names;
  }

  /** A thief of the key chooses what the token calls it, but not what this server calls it. */
  private static Set<String> namesOf(UsedKeys keys) {
    Set<String> names = new LinkedHashSet<>();
    keys.signer()
        .ifPresent(
            key -> {
              names.addAll(key.names());
              names.add(key.label());
            });
    keys.signerName().ifPresent(names::add);
    return names;
  }

  private static void add(List<Name> names, RevokedKind kind, Optional<Object> value) {
    String text = value.filter(RevocableClaims::isPlain).map(String::valueOf).orElse("");
    if (!text.isEmpty()) {
      names.add(new Name(kind, text));
    }
  }

  private static boolean isPlain(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
