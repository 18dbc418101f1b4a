package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.config.TokenLocation;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects the issuer by the unverified {@code iss} of the token. It only selects the definition
 * that must verify the token: the set of definitions is closed, and the signature decides. Of
 * several definitions of one issuer the first whose channel filter matches the request is used, and
 * no other is tried.
 */
final class IssuerSelector {
  private final Map<String, List<TrustedIssuer>> byIdentifier;
  private final List<TrustedIssuer> forOpaque;

  IssuerSelector(Map<String, List<TrustedIssuer>> byIdentifier) {
    this.byIdentifier = Map.copyOf(byIdentifier);
    this.forOpaque =
        byIdentifier.values().stream()
            .flatMap(List::stream)
            .filter(issuer -> issuer.validation().acceptsOpaque())
            .toList();
  }

  /**
   * The definition that is used for a request, and those that come before it.
   *
   * @param issuer the definition
   * @param before the definitions that could match another request with the same token instead
   */
  record Selection(TrustedIssuer issuer, List<TrustedIssuer> before) {
    Selection {
      before = List.copyOf(before);
    }

    /** Whether this definition is also used for another request with the same token. */
    boolean takes(CompactJwt token, Channel channel) {
      if (!issuer.isSentBy(token, channel)) {
        return false;
      }
      // by index: this runs on each request, and the list is usually empty
      for (int i = 0; i < before.size(); i++) {
        if (before.get(i).isSentBy(token, channel)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The issuer that the claims name, or else one that names itself in the header. */
  Selection select(UnverifiedJwt jwt, CompactJwt token, Channel channel)
      throws TokenRejectedException {
    Object iss = jwt.claims().get("iss");
    List<TrustedIssuer> definitions =
        iss == null ? namedInHeader(jwt.jws().headerMember("iss")) : named(iss, token);
    Optional<Selection> selection = first(definitions, token, channel);
    if (selection.isPresent()) {
      return selection.get();
    }
    throw notSent(definitions, token, channel);
  }

  /** Where no definition of the issuer takes the request; of several definitions each says why. */
  private static TokenRejectedException notSent(
      List<TrustedIssuer> definitions, CompactJwt token, Channel channel) {
    boolean isRightPlace =
        definitions.stream()
            .anyMatch(issuer -> issuer.tokenSource().locations().contains(token.location()));
    Rejection reason = isRightPlace ? Rejection.ISSUER_CHANNEL : Rejection.ISSUER_TRANSPORT;
    if (definitions.size() == 1) {
      TrustedIssuer issuer = definitions.get(0);
      return new TokenRejectedException(reason, issuer.obstacle(token, channel))
          .byDefinition(issuer.id());
    }
    return new TokenRejectedException(
        reason,
        definitions.stream()
            .map(issuer -> "definition " + issuer.id() + ": " + issuer.obstacle(token, channel))
            .toArray(String[]::new));
  }

  /** The first issuer whose tokens may be opaque and that sends them this way. */
  Selection selectForOpaque(CompactJwt token, Channel channel) throws TokenRejectedException {
    Optional<Selection> selection = first(forOpaque, token, channel);
    if (selection.isPresent()) {
      return selection.get();
    }
    TokenRejectedException refusal =
        new TokenRejectedException(
            Rejection.TOKEN_MALFORMED,
            "the token is no JWT, and no definition with validationMethod introspect takes"
                + " this request");
    throw forOpaque.isEmpty() ? foreign(refusal, token) : refusal;
  }

  /** Others send their tokens in the header {@code Authorization} as well. */
  private static TokenRejectedException foreign(TokenRejectedException refusal, CompactJwt token) {
    return token.location() instanceof TokenLocation.Header header && header.isAuthorization()
        ? refusal.ofForeignToken()
        : refusal;
  }

  private static Optional<Selection> first(
      List<TrustedIssuer> definitions, CompactJwt token, Channel channel) {
    for (int i = 0; i < definitions.size(); i++) {
      if (definitions.get(i).isSentBy(token, channel)) {
        return Optional.of(new Selection(definitions.get(i), definitions.subList(0, i)));
      }
    }
    return Optional.empty();
  }

  private List<TrustedIssuer> named(Object iss, CompactJwt token) throws TokenRejectedException {
    if (!(iss instanceof String identifier)) {
      throw new TokenRejectedException(Rejection.ISSUER_MISSING, "iss must be a string");
    }
    List<TrustedIssuer> definitions = byIdentifier.get(identifier);
    if (definitions == null) {
      throw foreign(
          new TokenRejectedException(
              Rejection.ISSUER_UNKNOWN,
              "iss is none of the issuerIdentifiers, of which there are " + byIdentifier.size()),
          token);
    }
    return definitions;
  }

  private List<TrustedIssuer> namedInHeader(@Nullable Object iss) throws TokenRejectedException {
    List<TrustedIssuer> definitions =
        iss instanceof String identifier
            ? byIdentifier.getOrDefault(identifier, List.of())
            : List.of();
    List<TrustedIssuer> inHeader =
        definitions.stream().filter(issuer -> issuer.profile().claimsInHeader()).toList();
    if (inHeader.isEmpty()) {
      throw new TokenRejectedException(Rejection.ISSUER_MISSING, "claim iss is missing");
    }
    return inHeader;
  }
}
