package dev.signet.token;

import dev.signet.channel.IpAddress;
import dev.signet.config.TrustedProxies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hops that a proxy's header lists, in their order. A hop is an address or unknown. Unknown are
 * {@code unknown}, an obfuscated name, and any text that the header's definition does not allow. No
 * hop is skipped, so no hop takes the place of another.
 */
final class ForwardedHops {
  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** RFC 7239 section 6: IPv6 is in brackets; a port has digits or is obfuscated. */
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?");

  private static final Optional<IpAddress> UNKNOWN = Optional.empty();

  private ForwardedHops() {}

  /**
   * The hops; the last one is nearest to the server.
   *
   * @param header {@code X-Forwarded-For} or {@code Forwarded}
   * @param lines the values of the header; each is a list of hops, and together they are one list
   */
  static List<Optional<IpAddress>> of(String header, List<String> lines) {
    List<Optional<IpAddress>> hops = new ArrayList<>();
    for (String line : lines) {
      if (header.equals(TrustedProxies.FORWARDED)) {
        hops.addAll(forwarded(line));
      } else {
        for (String hop : line.split(",", -1)) {
          hops.add(xForwardedFor(trimmed(hop)));
        }
      }
    }
    return hops;
  }

  /** With and without a port; IPv6 also without brackets, and then without a port. */
  private static Optional<IpAddress> xForwardedFor(String hop) {
    Optional<IpAddress> bare = IpAddress.parse(hop);
    return bare.isPresent() ? bare : node(hop);
  }

  /** A line with unbalanced quotes does not show where a hop begins: it is one unknown hop. */
  private static List<Optional<IpAddress>> forwarded(String line) {
    return split(line, ',')
        .map(elements -> elements.stream().map(ForwardedHops::forwardedFor).toList())
        .orElse(List.of(UNKNOWN));
  }

  /** The parameter {@code for} of one element (RFC 7239 section 4), each parameter once at most. */
  private static Optional<IpAddress> forwardedFor(String element) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : split(element, ';').orElse(List.of(""))) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).toLowerCase(Locale.ROOT);
      Optional<String> value = value(pair.substring(equals + 1));
      if (!TOKEN.matcher(name).matches()
          || value.isEmpty()
          || parameters.putIfAbsent(name, value.get()) != null) {
        return UNKNOWN;
      }
    }
    return node(parameters.getOrDefault("for", ""));
  }

  private static Optional<IpAddress> node(String text) {
    Matcher node = NODE.matcher(text);
    if (!node.matches()) {
      return UNKNOWN;
    }
    return node.group(1) == null
        ? IpAddress.parse(node.group(2)).filter(a -> !a.isIpv6())
        : IpAddress.parse(node.group(1)).filter(a -> node.group(1).indexOf(':') >= 0);
  }

  /** A token, or the value of a quoted string (RFC 9110 section 5.6.4). */
  private static Optional<String> value(String text) {
    if (!text.startsWith("\"")) {
      return TOKEN.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      i = text.charAt(i) == '\\' ? i + 1 : i;
      value.append(text.charAt(i));
    }
    return Optional.of(value.toString());
  }

  /**
   * Splits a text at a separator outside quoted strings. A quoted string begins only after an
   * equals sign, and ends before a separator or at the end.
   *
   * @return the parts, or empty where a quote is elsewhere or is not closed
   */
  private static Optional<List<String>> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at = behindQuoted(text, at);
        if (at < 0) {
          return Optional.empty();
        }
      } else {
        if (c == separator) {
          parts.add(trimmed(text.substring(begin, at)));
          begin = at + 1;
        }
        at++;
      }
    }
    parts.add(trimmed(text.substring(begin)));
    return Optional.of(parts);
  }

  /** The position after a quoted string; -1 where there is none. */
  private static int behindQuoted(String text, int begin) {
    if (begin == 0 || text.charAt(begin - 1) != '=') {
      return -1;
    }
    int at = begin + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at < text.length() && isEnd(text, at + 1) ? at + 1 : -1;
  }

  /** Whether nothing but blanks stands before the next separator. */
  private static boolean isEnd(String text, int begin) {
    int next = begin;
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    return next >= text.length() || ",;".indexOf(text.charAt(next)) >= 0;
  }

  /** Removes the blanks that are allowed between elements (RFC 9110 section 5.6.3). */
  private static String trimmed(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isBlank(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
