package dev.signet.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Addresses that keys may be fetched from. */
public final class WebAddress {
  /** The placeholder for a key's name in a template. */
  private static final String KID = "{kid}";

  /** Not allowed in a host name (RFC 1123 section 2.1): Java does not find a host that has one. */
  private static final String UNDERSCORE = "_";

  private WebAddress() {}

  /**
   * Checks an address.
   *
   * @param text the address
   * @param httpsRequired whether it must be {@code https}
   * @return the address, absolute and with a host
   * @throws IllegalArgumentException with a message without any part of the text, because a part of
   *     it may be a secret
   */
  public static URI parse(String text, boolean httpsRequired) {
    URI url = parse(text);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null && String.valueOf(url.getRawAuthority()).contains(UNDERSCORE)) {
      throw new IllegalArgumentException(
          "has an underscore in its host name, which Java's HTTP client does not accept:"
              + " use a host name of letters, digits, hyphens and dots");
    }
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("is not an absolute https URL");
    }
    if (scheme.equals("http") && httpsRequired) {
      throw new IllegalArgumentException(
          "is not https; only tests may set \"httpsRequired\": false");
    }
    return url;
  }

  /**
   * Checks an address with <code>{kid}</code> in it, the placeholder for a token's {@code kid}. It
   * must be in the path or in the query: a token must never choose the host, and the part after
   * {@code #} is not sent.
   *
   * @param template the address
   * @param httpsRequired whether it must be {@code https}
   * @return the address for the key {@code kid}
   * @throws IllegalArgumentException as in {@link #parse(String, boolean)}
   */
  public static URI parseTemplate(String template, boolean httpsRequired) {
    int first = template.indexOf(KID);
    if (first < 0) {
      throw new IllegalArgumentException("has no {kid} in it");
    }
    int path = template.indexOf('/', template.indexOf("//") + 2);
    int fragment = template.indexOf('#');
    if (path < 0 || first < path || (fragment >= 0 && fragment < template.lastIndexOf(KID))) {
      throw new IllegalArgumentException("has {kid} outside its path and query");
    }
    URI url = parse(template.replace(KID, "kid"), httpsRequired);
    for (String segment : url.getPath().split("/", -1)) {
      if (List.of(".", "..").contains(segment)) {
        throw new IllegalArgumentException(
            "has . or .. in its path, which could make a server ignore {kid}");
      }
    }
    return url;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not an absolute https URL", e);
    }
  }
}
