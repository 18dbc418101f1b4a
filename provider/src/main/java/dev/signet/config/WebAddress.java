package dev.signet.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses that keys may be fetched from. */
public final class WebAddress {
  private WebAddress() {}

  /**
   * Checks an address.
   *
   * @param text the address
   * @param httpsRequired whether it must be {@code https}
   * @return the address, absolute and with a host
   * @throws IllegalArgumentException with a message that holds nothing of the text, since a part of
   *     it may be a secret
   */
  public static URI parse(String text, boolean httpsRequired) {
    URI url = parse(text);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("is no absolute https URL");
    }
    if (scheme.equals("http") && httpsRequired) {
      throw new IllegalArgumentException(
          "is not https; only tests may set \"httpsRequired\": false");
    }
    return url;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no absolute https URL", e);
    }
  }
}
