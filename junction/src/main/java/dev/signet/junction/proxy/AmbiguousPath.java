package dev.signet.junction.proxy;

import java.util.Locale;

/** A path that two servers could understand as two different ones; it is passed on to none. */
public final class AmbiguousPath {
  private AmbiguousPath() {}

  /** Whether a path, as it is on the wire, is one. */
  public static boolean is(String rawPath) {
    String path = rawPath.toLowerCase(Locale.ROOT);
    return path.contains("//")
        || path.contains(";")
        || path.contains("\\")
        || path.contains("%2f")
        || path.contains("%5c")
        || path.contains("%2e")
        || path.matches(".*/\\.{1,2}(/.*)?");
  }
}
