package dev.signet.cli.explain;

import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.config.TokenLocation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a token is put into the request: a header or cookie that the configuration names.
 *
 * @param location the header or cookie
 */
record TokenPlace(TokenLocation location) {
  private static final String SEGMENTS = "-segments";

  /** Of a definition: its header before its cookie. */
  static TokenPlace of(IssuerConfig definition) {
    return new TokenPlace(
        definition.tokenSource().locations().stream()
            .min(
                Comparator.comparing((TokenLocation place) -> place instanceof TokenLocation.Cookie)
                    .thenComparing(TokenLocation::named))
            .orElseThrow());
  }

  /** The header, or else the cookie, of this name in any definition. */
  static Optional<TokenPlace> named(String name, SignetConfig config) {
    List<TokenLocation> named =
        List.of(
            new TokenLocation.Header(name.toLowerCase(Locale.ROOT)),
            new TokenLocation.Cookie(name));
    return named.stream()
        .filter(
            place ->
                config.issuers().stream()
                    .anyMatch(issuer -> issuer.tokenSource().locations().contains(place)))
        .findFirst()
        .map(TokenPlace::new);
  }

  /** The request with the token, in as many parts as its header {@code NAME-segments} says. */
  GivenRequest put(String token, GivenRequest request) {
    if (location instanceof TokenLocation.Cookie cookie) {
      return request.with("Cookie", cookie.name() + "=" + token);
    }
    TokenLocation.Header header = (TokenLocation.Header) location;
    List<String> segments = request.values(header.name() + SEGMENTS);
    if (segments.isEmpty()) {
      return request.with(header.name(), header.isAuthorization() ? "Bearer " + token : token);
    }
    return segments.get(0).matches("[1-9][0-9]?")
        ? split(token, Integer.parseInt(segments.get(0)), header.name(), request)
        : request;
  }

  private static GivenRequest split(String token, int count, String name, GivenRequest request) {
    GivenRequest split = request;
    int length = (token.length() + count - 1) / count;
    for (int i = 0; i < count; i++) {
      int start = Math.min(token.length(), i * length);
      int end = Math.min(token.length(), start + length);
      split = split.with(name + "-" + (i + 1), token.substring(start, end));
    }
    return split;
  }
}
