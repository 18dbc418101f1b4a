package dev.signet.config;

import dev.signet.channel.AddressRange;
import dev.signet.channel.IpAddress;
import dev.signet.settings.SettingsObject;
import java.util.List;

/**
 * The proxies that are trusted to report where a request came from.
 *
 * @param ranges the addresses of the trusted proxies; empty where the peer of the connection is the
 *     client
 * @param header the header in which they report it: {@code X-Forwarded-For} or {@code Forwarded}
 *     (RFC 7239)
 */
public record TrustedProxies(List<AddressRange> ranges, String header) {
  /** The header that most proxies use. */
  static final String X_FORWARDED_FOR = "X-Forwarded-For";

  /** The header of RFC 7239. */
  public static final String FORWARDED = "Forwarded";

  /** No proxy is trusted. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), X_FORWARDED_FOR);

  /** Copies the ranges. */
  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  static TrustedProxies read(SettingsObject root) {
    List<AddressRange> ranges =
        root.texts("trustedProxies").stream()
            .flatMap(
                text -> root.checked("trustedProxies", () -> AddressRange.parse(text)).stream())
            .toList();
    String header =
        root.word(
                "forwardedHeader",
                List.of(X_FORWARDED_FOR, FORWARDED),
                "must be " + X_FORWARDED_FOR + " or " + FORWARDED)
            .orElse(X_FORWARDED_FOR);
    if (root.has("forwardedHeader") && ranges.isEmpty()) {
      root.problem("forwardedHeader", "has no effect without trustedProxies");
    }
    return new TrustedProxies(ranges, header);
  }

  /**
   * Whether an address is that of a trusted proxy.
   *
   * @param address any address
   * @return true where its reports are trusted
   */
  public boolean include(IpAddress address) {
    for (AddressRange range : ranges) {
      if (range.includes(address)) {
        return true;
      }
    }
    return false;
  }
}
