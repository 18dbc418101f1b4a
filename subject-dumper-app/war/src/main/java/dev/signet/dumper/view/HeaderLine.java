package dev.signet.dumper.view;

/** One request header as shown. */
public record HeaderLine(String name, String value, boolean masked) {

  /** Masks the value where it must be. */
  public static HeaderLine of(String name, String value) {
    boolean secret = Mask.isSecretHeader(name, value);
    return new HeaderLine(name, secret ? Mask.of(value) : value, secret);
  }
}
