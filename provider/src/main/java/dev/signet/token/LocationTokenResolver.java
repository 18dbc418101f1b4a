package dev.signet.token;

import dev.signet.config.TokenLocation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks in every header and cookie that an issuer uses. All of them together may have one token.
 */
final class LocationTokenResolver implements TokenResolver {
  private static final String BEARER = "Bearer";
  private static final int MAX_SEGMENTS = 64;

  private final Set<TokenLocation> locations;

  LocationTokenResolver(Collection<TokenLocation> locations) {
    this.locations = Set.copyOf(locations);
  }

  @Override
  public Optional<CompactJwt> resolveUnchecked(HttpServletRequest request)
      throws TokenRejectedException {
    Optional<CompactJwt> found = Optional.empty();
    for (TokenLocation location : locations) {
      Optional<String> text = textIn(request, location);
      if (text.isPresent() && found.isPresent()) {
        throw new TokenRejectedException(
            Rejection.TOKEN_REPEATED,
            "tokens in "
                + found.get().checked().location().named()
                + " and in "
                + location.named());
      }
      if (text.isPresent()) {
        found = Optional.of(CompactJwt.unchecked(text.get(), location));
      }
    }
    return found;
  }

  private static Optional<String> textIn(HttpServletRequest request, TokenLocation location)
      throws TokenRejectedException {
    if (location instanceof TokenLocation.Cookie cookie) {
      return single(RequestFields.cookies(request, cookie.name()), cookie);
    }
    TokenLocation.Header header = (TokenLocation.Header) location;
    return header.isAuthorization() ? inAuthorization(request) : inHeader(request, header.name());
  }

  /** Another scheme, such as {@code Basic}, is not a token and not an error. */
  private static Optional<String> inAuthorization(HttpServletRequest request)
      throws TokenRejectedException {
    String bearer = null;
    for (String value : RequestFields.headers(request, TokenLocation.AUTHORIZATION)) {
      if (isBearer(value) && bearer != null) {
        throw new TokenRejectedException(
            Rejection.TOKEN_REPEATED, "header authorization has two bearer tokens");
      }
      if (isBearer(value)) {
        bearer = value;
      }
    }
    return Optional.ofNullable(bearer).map(LocationTokenResolver::withoutScheme);
  }

  private static Optional<String> inHeader(HttpServletRequest request, String name)
      throws TokenRejectedException {
    Optional<String> whole =
        RequestFields.header(request, name)
            .map(text -> isBearer(text) ? withoutScheme(text) : text.strip());
    Optional<String> segments = RequestFields.header(request, name + "-segments");
    if (whole.isPresent() && segments.isPresent()) {
      throw new TokenRejectedException(
          Rejection.TOKEN_REPEATED, "headers " + name + " and " + name + "-segments");
    }
    if (segments.isPresent()) {
      return Optional.of(joined(request, name, segments.get()));
    }
    return whole;
  }

  /** A long token in Liberty's form: {@code name-segments: 2}, {@code name-1}, {@code name-2}. */
  private static String joined(HttpServletRequest request, String name, String segments)
      throws TokenRejectedException {
    if (!segments.matches("[1-9][0-9]?") || Integer.parseInt(segments) > MAX_SEGMENTS) {
      throw new TokenRejectedException(
          Rejection.TOKEN_SEGMENTS,
          "header " + name + "-segments must be a number from 1 to " + MAX_SEGMENTS);
    }
    int count = Integer.parseInt(segments);
    StringBuilder token = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      String segment = name + "-" + i;
      token.append(
          RequestFields.header(request, segment)
              .orElseThrow(
                  () ->
                      new TokenRejectedException(
                          Rejection.TOKEN_SEGMENTS, "header " + segment + " is missing")));
    }
    return token.toString();
  }

  private static Optional<String> single(List<String> values, TokenLocation.Cookie cookie)
      throws TokenRejectedException {
    if (values.size() > 1) {
      throw new TokenRejectedException(
          Rejection.TOKEN_REPEATED, cookie.named() + " is there " + values.size() + " times");
    }
    return values.stream().findFirst();
  }

  private static boolean isBearer(String text) {
    return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && (text.length() == BEARER.length() || text.charAt(BEARER.length()) == ' ');
  }

  private static String withoutScheme(String text) {
    return text.substring(BEARER.length()).strip();
  }
}
