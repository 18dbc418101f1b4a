package dev.signet.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses from one to another, both included, of one family: IPv4, to which its form in IPv6
 * ({@code ::ffff:10.1.0.2}) belongs, or IPv6.
 *
 * @param isIpv6 the family
 * @param first the lowest address
 * @param last the highest address
 */
public record AddressRange(boolean isIpv6, BigInteger first, BigInteger last) {
  // compiled once: every request with a condition on its address gets here
  private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads one address, or a block of them (CIDR, RFC 4632 and RFC 4291 section 2.3).
   *
   * @param text such as {@code 10.1.0.2}, {@code 10.1.0.0/16} or {@code 2001:db8::/32}
   * @return the range
   * @throws IllegalArgumentException where the text is neither, or an address with bits behind its
   *     prefix
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address =
        address(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(
                () -> new IllegalArgumentException("\"" + text + "\" is no address and no block"));
    BigInteger value = value(address);
    int bits = address.getAddress().length * Byte.SIZE;
    if (slash < 0) {
      return new AddressRange(bits > Integer.SIZE, value, value);
    }
    BigInteger rest = lastOf(text, slash, bits);
    if (value.and(rest).signum() != 0) {
      throw new IllegalArgumentException("\"" + text + "\" has bits set behind its prefix");
    }
    return new AddressRange(bits > Integer.SIZE, value, value.or(rest));
  }

  /** All addresses of the same family below a single one, or above it. */
  AddressRange beyond(boolean below) {
    BigInteger top = BigInteger.ONE.shiftLeft(isIpv6 ? 128 : 32).subtract(BigInteger.ONE);
    return below
        ? new AddressRange(isIpv6, BigInteger.ZERO, first.subtract(BigInteger.ONE))
        : new AddressRange(isIpv6, last.add(BigInteger.ONE), top);
  }

  private static BigInteger lastOf(String text, int slash, int bits) {
    String prefix = text.substring(slash + 1);
    if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
      throw new IllegalArgumentException("\"" + text + "\" is no address and no block");
    }
    return BigInteger.ONE.shiftLeft(bits - Integer.parseInt(prefix)).subtract(BigInteger.ONE);
  }

  /**
   * Whether an address is in it.
   *
   * @param text an address as a container tells it
   * @return false for whatever is no address
   */
  public boolean includes(String text) {
    long ipv4 = plainIpv4(text);
    if (ipv4 >= 0) {
      return !isIpv6 && ipv4 >= first.longValue() && ipv4 <= last.longValue();
    }
    Optional<InetAddress> address = address(text);
    if (address.isEmpty() || address.get().getAddress().length > Integer.BYTES != isIpv6) {
      return false;
    }
    BigInteger value = value(address.get());
    return value.compareTo(first) >= 0 && value.compareTo(last) <= 0;
  }

  /** A plain loop: every request with a condition on its address gets here. */
  static boolean oneIncludes(List<AddressRange> ranges, String text) {
    for (AddressRange range : ranges) {
      if (range.includes(text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The usual address, as a number, without a pattern and an object for it: requests with a
   * condition on their address get here. -1 for every other text, of which nothing is said.
   */
  private static long plainIpv4(String text) {
    long address = 0;
    int number = -1;
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && number >= 0) {
        address = address << Byte.SIZE | number;
        number = -1;
        dots++;
      } else if (c >= '0' && c <= '9' && number != 0) {
        number = Math.max(number, 0) * 10 + (c - '0');
      } else {
        return -1;
      }
      if (number > 255 || dots > 3) {
        return -1;
      }
    }
    return dots == 3 && number >= 0 ? address << Byte.SIZE | number : -1;
  }

  /**
   * Whether a text is an address, of either family.
   *
   * @param text such as {@code 10.1.0.2} or {@code 2001:db8::1}
   * @return false for names, and for words such as {@code unknown}
   */
  public static boolean isAddress(String text) {
    return address(text).isPresent();
  }

  /** Never asks a name server: only what looks like an address is one. */
  private static Optional<InetAddress> address(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    int zone = bare.indexOf('%');
    String literal = zone < 0 ? bare : bare.substring(0, zone);
    if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static BigInteger value(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
