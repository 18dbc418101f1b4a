package dev.signet.cli.migrate;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses as Liberty's {@code remoteAddress} writes it: {@code 10.1.0.2}, {@code
 * 192.168.*.*}, {@code 10.1.0.[3-9]}, in IPv6 too.
 *
 * @param first the lowest address, as a number
 * @param last the highest address
 * @param bits 32 or 128
 */
record AddressBlocks(BigInteger first, BigInteger last, int bits) {
  private static final Pattern SPAN = Pattern.compile("\\[([0-9A-Fa-f]+)-([0-9A-Fa-f]+)]");
  private static final Pattern PIECES = Pattern.compile("[.:]|[^.:]+");

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException where it is none; a name server is never asked
   */
  static AddressBlocks parse(String text) {
    String top = text.contains(".") ? "255" : "ffff";
    StringBuilder low = new StringBuilder();
    StringBuilder high = new StringBuilder();
    boolean open = false;
    Matcher pieces = PIECES.matcher(text.strip());
    while (pieces.find()) {
      String piece = pieces.group().strip();
      Matcher span = SPAN.matcher(piece);
      boolean separator = piece.equals(".") || piece.equals(":");
      boolean any = piece.equals("*");
      if (open && !any && !separator) {
        throw new IllegalArgumentException("behind a range there may only be *");
      }
      boolean isSpan = span.matches();
      low.append(any ? "0" : isSpan ? span.group(1) : piece);
      high.append(any ? top : isSpan ? span.group(2) : piece);
      open |= any || isSpan;
    }
    byte[] lowest = address(low.toString());
    byte[] highest = address(high.toString());
    BigInteger first = new BigInteger(1, lowest);
    BigInteger last = new BigInteger(1, highest);
    if (lowest.length != highest.length || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("is no range of addresses");
    }
    return new AddressBlocks(first, last, lowest.length * Byte.SIZE);
  }

  private static byte[] address(String text) {
    if (!text.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("is no range of addresses");
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("is no range of addresses", e);
    }
  }

  /** The fewest blocks (CIDR) that are exactly this range, from the lowest on. */
  List<String> cidr() {
    List<String> blocks = new ArrayList<>();
    BigInteger next = first;
    while (next.compareTo(last) <= 0) {
      int free = next.signum() == 0 ? bits : Math.min(bits, next.getLowestSetBit());
      while (next.add(size(free)).subtract(BigInteger.ONE).compareTo(last) > 0) {
        free--;
      }
      blocks.add(free == 0 ? text(next) : text(next) + "/" + (bits - free));
      next = next.add(size(free));
    }
    return blocks;
  }

  String lowest() {
    return text(first);
  }

  String highest() {
    return text(last);
  }

  private static BigInteger size(int free) {
    return BigInteger.ONE.shiftLeft(free);
  }

  private String text(BigInteger address) {
    byte[] number = address.toByteArray();
    byte[] bytes = new byte[bits / Byte.SIZE];
    int length = Math.min(number.length, bytes.length);
    System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address is 4 or 16 bytes long", e);
    }
  }
}
