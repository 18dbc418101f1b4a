package dev.signet.junction.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The request headers that name a user, or that only a proxy may set: what a client sends in them
 * never reaches the server behind.
 */
record IdentityHeaders(String tokenHeader) {
  private static final Set<String> OF_PROXIES = Set.of("forwarded", "x-real-ip", "remote-user");

  /** WebSEAL's, those of every reverse proxy, and those of WebSphere's own web server plug-in. */
  private static final List<String> PREFIXES = List.of("iv-", "x-forwarded-", "$ws");

  /** Underscores count as hyphens: CGI and some servers make no difference between them. */
  boolean includes(String name) {
    String header = normal(name);
    return PREFIXES.stream().anyMatch(header::startsWith)
        || OF_PROXIES.contains(header)
        || isToken(header, normal(tokenHeader));
  }

  /** The header itself, and the forms a long token is split into. */
  private static boolean isToken(String header, String token) {
    return header.equals(token) || header.matches(Pattern.quote(token) + "-(segments|\\d+)");
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
