package dev.signet.channel;

import java.math.BigInteger;
import java.util.List;

/**
 * A range of addresses of one family, first and last included. The family is IPv4, which includes
 * its form in IPv6 ({@code ::ffff:10.1.0.2}), or IPv6. A name is never looked up.
 *
 * @param isIpv6 the family
 * @param first the lowest address
 * @param last the highest address
 */
public record AddressRange(boolean isIpv6, BigInteger first, BigInteger last) {
  /** The number of bits before an IPv4 address in the form of IPv6. */
  private static final int MAPPED_BITS = 96;

  /**
   * Reads one address, or a block of them (CIDR, RFC 4632 and RFC 4291 section 2.3). The prefix of
   * an IPv4 address in the form of IPv6 counts from the beginning of that form.
   *
   * @param text such as {@code 10.1.0.2}, {@code 10.1.0.0/16} or {@code 2001:db8::/32}
   * @return the range
   * @throws IllegalArgumentException where the text is neither, names a zone, or has bits set after
   *     its prefix
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    IpAddress address =
        IpAddress.parseReported(literal)
            .filter(a -> literal.indexOf('%') < 0)
            .orElseThrow(() -> noRange(text));
    BigInteger value = address.value();
    if (slash < 0) {
      return new AddressRange(address.isIpv6(), value, value);
    }
    boolean isMapped = !address.isIpv6() && literal.indexOf(':') >= 0;
    int prefix = prefix(text, slash) - (isMapped ? MAPPED_BITS : 0);
    if (prefix < 0 || prefix > address.bits()) {
      throw noRange(text);
    }
    BigInteger rest = BigInteger.ONE.shiftLeft(address.bits() - prefix).subtract(BigInteger.ONE);
    if (value.and(rest).signum() != 0) {
      throw new IllegalArgumentException("\"" + text + "\" has bits set after its prefix");
    }
    return new AddressRange(address.isIpv6(), value, value.or(rest));
  }

  private static int prefix(String text, int slash) {
    String prefix = text.substring(slash + 1);
    if (!prefix.matches("[0-9]{1,3}")) {
      throw noRange(text);
    }
    return Integer.parseInt(prefix);
  }

  private static IllegalArgumentException noRange(String text) {
    return new IllegalArgumentException("\"" + text + "\" is neither an address nor a block");
  }

  /** All addresses of the same family below a single one, or above it. */
  public AddressRange beyond(boolean below) {
    BigInteger top = BigInteger.ONE.shiftLeft(isIpv6 ? 128 : 32).subtract(BigInteger.ONE);
    return below
        ? new AddressRange(isIpv6, BigInteger.ZERO, first.subtract(BigInteger.ONE))
        : new AddressRange(isIpv6, last.add(BigInteger.ONE), top);
  }

  /**
   * Whether an address is in it.
   *
   * @param text an address as a container reports it
   * @return false for a text that is not an address
   */
  public boolean includes(String text) {
    // creates no object: every request with a condition on its address runs this
    long ipv4 = IpAddress.ipv4(text);
    if (ipv4 >= 0) {
      return !isIpv6 && ipv4 >= first.longValue() && ipv4 <= last.longValue();
    }
    return IpAddress.parseReported(text).filter(this::includes).isPresent();
  }

  /** Whether an address is in it; one of the other family is not. */
  public boolean includes(IpAddress address) {
    return address.isIpv6() == isIpv6
        && address.value().compareTo(first) >= 0
        && address.value().compareTo(last) <= 0;
  }

  /** A plain loop: every request with a condition on its address runs this. */
  static boolean oneIncludes(List<AddressRange> ranges, String text) {
    for (AddressRange range : ranges) {
      if (range.includes(text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a text is an address of either family, as a container reports it.
   *
   * @param text such as {@code 10.1.0.2} or {@code 2001:db8::1}
   * @return false for names, and for words such as {@code unknown}
   */
  static boolean isAddress(String text) {
    return IpAddress.ipv4(text) >= 0 || IpAddress.parseReported(text).isPresent();
  }
}
