package dev.signet.config;

import dev.signet.channel.AddressRange;
import dev.signet.channel.IpAddress;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.util.List;

/**
 * Whose word about where a request came from is believed.
 *
 * @param ranges the addresses of the hops in front; none where the peer of the connection is the
 *     client
 * @param header where they say it: {@code X-Forwarded-For} or {@code Forwarded} (RFC 7239)
 */
public record TrustedProxies(List<AddressRange> ranges, String header) {
  /** The header that most proxies use. */
  static final String X_FORWARDED_FOR = "X-Forwarded-For";

  /** The header of RFC 7239. */
  public static final String FORWARDED = "Forwarded";

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
        root.read(
                "forwardedHeader",
                text ->
                    Texts.matching(
                        text,
                        X_FORWARDED_FOR + "|" + FORWARDED,
                        "must be " + X_FORWARDED_FOR + " or " + FORWARDED))
            .orElse(X_FORWARDED_FOR);
    if (root.has("forwardedHeader") && ranges.isEmpty()) {
      root.problem("forwardedHeader", "is nobody's word without trustedProxies");
    }
    return new TrustedProxies(ranges, header);
  }

  /**
   * Whether an address is one of the hops in front.
   *
   * @param address any address
   * @return true where their word is believed
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
