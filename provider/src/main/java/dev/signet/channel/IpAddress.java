package dev.signet.channel;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address, read from its literal (RFC 4291 section 2.2). A name is not an address and is
 * never looked up. An IPv4 address in the form of IPv6 ({@code ::ffff:10.1.0.2}, {@code
 * ::ffff:a01:2}) is that IPv4 address.
 *
 * @param isIpv6 the family
 * @param value the address as a number
 */
public record IpAddress(boolean isIpv6, BigInteger value) {
  private static final int GROUPS = 8;
  private static final int IPV4_GROUPS = 2;
  private static final int IPV4_NUMBERS = 4;
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

  /** The bits before the 32 bits of an IPv4 address in the form of IPv6. */
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

  /**
   * Reads a literal, without brackets, port and zone.
   *
   * @param text such as {@code 10.1.0.2} or {@code 2001:db8::1}; numbers of IPv4 are decimal, also
   *     with zeros before them
   * @return the address; empty for every other text
   */
  public static Optional<IpAddress> parse(String text) {
    long ipv4 = ipv4(text);
    return ipv4 >= 0 ? Optional.of(new IpAddress(false, BigInteger.valueOf(ipv4))) : ipv6(text);
  }

  /**
   * Reads an address as a container reports it. IPv6 may be in brackets and have a zone, which is
   * ignored.
   *
   * @param text such as {@code fe80::1%eth0}
   * @return the address; empty for every other text
   */
  public static Optional<IpAddress> parseReported(String text) {
    if (text.indexOf(':') < 0) {
      return parse(text);
    }
    boolean hasBrackets = text.startsWith("[") && text.endsWith("]");
    String literal = hasBrackets ? text.substring(1, text.length() - 1) : text;
    int zone = literal.indexOf('%');
    return parse(zone < 0 ? literal : literal.substring(0, zone));
  }

  /** The value of four decimal numbers; -1 for every other text. */
  static long ipv4(String text) {
    long address = 0;
    int begin = 0;
    for (int i = 0; i < IPV4_NUMBERS; i++) {
      int end = i == IPV4_NUMBERS - 1 ? text.length() : text.indexOf('.', begin);
      int number = decimal(text, begin, end);
      if (number < 0) {
        return -1;
      }
      address = address << Byte.SIZE | number;
      begin = end + 1;
    }
    return address;
  }

  /** One to three digits, up to 255; -1 for every other part of a text. */
  private static int decimal(String text, int begin, int end) {
    if (end <= begin || end > begin + 3) {
      return -1;
    }
    int number = 0;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number > 255 ? -1 : number;
  }

  private static Optional<IpAddress> ipv6(String text) {
    int gap = text.indexOf("::");
    String head = gap < 0 ? text : text.substring(0, gap);
    String tail = gap < 0 ? "" : text.substring(gap + 2);
    BigInteger high = groups(head, gap < 0);
    BigInteger low = groups(tail, true);
    int known = count(head) + count(tail);
    if (high.signum() < 0 || low.signum() < 0 || (gap < 0 ? known != GROUPS : known >= GROUPS)) {
      return Optional.empty();
    }
    BigInteger value = high.shiftLeft((GROUPS - count(head)) * Short.SIZE).or(low);
    boolean isMapped = value.shiftRight(Integer.SIZE).equals(MAPPED);
    return Optional.of(new IpAddress(!isMapped, isMapped ? value.subtract(firstMapped()) : value));
  }

  private static BigInteger firstMapped() {
    return MAPPED.shiftLeft(Integer.SIZE);
  }

  /** The number of groups of 16 bits in a part; four decimal numbers count as two. */
  private static int count(String part) {
    if (part.isEmpty()) {
      return 0;
    }
    int groups = (int) part.chars().filter(c -> c == ':').count() + 1;
    return part.indexOf('.') < 0 ? groups : groups - 1 + IPV4_GROUPS;
  }

  /** The value of the groups between colons; -1 where one is not a group. */
  private static BigInteger groups(String part, boolean mayEndInIpv4) {
    BigInteger value = BigInteger.ZERO;
    if (part.isEmpty()) {
      return value;
    }
    String[] groups = part.split(":", GROUPS + 1);
    for (int i = 0; i < groups.length; i++) {
      boolean isIpv4 = mayEndInIpv4 && i == groups.length - 1 && groups[i].indexOf('.') >= 0;
      long group = isIpv4 ? ipv4(groups[i]) : hex(groups[i]);
      if (group < 0) {
        return BigInteger.ONE.negate();
      }
      value = value.shiftLeft(isIpv4 ? Integer.SIZE : Short.SIZE).or(BigInteger.valueOf(group));
    }
    return value;
  }

  private static long hex(String group) {
    return GROUP.matcher(group).matches() ? Long.parseLong(group, 16) : -1;
  }

  /** The number of bits of an address of this family. */
  int bits() {
    return isIpv6 ? GROUPS * Short.SIZE : Integer.SIZE;
  }

  /**
   * The canonical text of the address.
   *
   * @return four decimal numbers, or the form of RFC 5952 section 4
   */
  public String text() {
    return isIpv6 ? shortened() : dotted();
  }

  /**
   * The address in full.
   *
   * @return four decimal numbers, or eight groups without leading zeros, as Java writes them
   */
  public String fullText() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; isIpv6 && i < GROUPS; i++) {
      text.append(i == 0 ? "" : ":").append(Integer.toHexString(group(i)));
    }
    return isIpv6 ? text.toString() : dotted();
  }

  private String dotted() {
    int number = value.intValue();
    return (number >>> 24)
        + "."
        + (number >>> 16 & 255)
        + "."
        + (number >>> 8 & 255)
        + "."
        + (number & 255);
  }

  private int group(int index) {
    return value.shiftRight((GROUPS - 1 - index) * Short.SIZE).intValue() & 0xffff;
  }

  /** Writes two colons for the longest run of zeros, the first one of equal length. */
  private String shortened() {
    int begin = 0;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      if (zerosFrom(i) > longest) {
        begin = i;
        longest = zerosFrom(i);
      }
    }
    if (longest == 1) {
      return fullText();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < begin; i++) {
      text.append(i == 0 ? "" : ":").append(Integer.toHexString(group(i)));
    }
    text.append("::");
    for (int i = begin + longest; i < GROUPS; i++) {
      text.append(i == begin + longest ? "" : ":").append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int zerosFrom(int index) {
    int end = index;
    while (end < GROUPS && group(end) == 0) {
      end++;
    }
    return end - index;
  }
}
