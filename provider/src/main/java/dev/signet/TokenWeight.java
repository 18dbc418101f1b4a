package dev.signet;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.identity.CallerIdentity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a remembered token takes, estimated from its claims and not from its length,
 * since many short claims take more than one long one. Two bytes are counted for each character,
 * which only texts outside ISO 8859-1 need: the estimate is too high rather than too low.
 */
final class TokenWeight {
  /** The room of one token, in bytes; most tokens take less. */
  static final int UNIT = 4_096;

  /** What every remembered token has: the objects around claims and caller, and its digests. */
  private static final long FIXED = 1_280;

  /** A string without its characters. */
  private static final long TEXT = 40;

  /** A place in a map with what is around it, and the map's or the list's own objects. */
  private static final long PLACE = 48;

  /** A place in a list, and a reference to what is shared. */
  private static final long REFERENCE = 8;

  private TokenWeight() {}

  /** In units, each begun one counting as a whole. */
  static int units(Authenticated... known) {
    long bytes = 0;
    for (Authenticated one : known) {
      bytes += bytes(one);
    }
    return (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT);
  }

  static long bytes(Authenticated known) {
    return FIXED
        + 2L * known.beforeSignature().length()
        + bytes(known.jwt().claims())
        + bytes(known.identity());
  }

  /** A group's name is the claim's; a server may be notified of another one with the realm. */
  private static long bytes(CallerIdentity identity) {
    long realm = text(identity.realm());
    long bytes = 2 * (text(identity.name()) + realm);
    for (String group : identity.groups()) {
      bytes += 2 * REFERENCE + text(group) + realm;
    }
    return bytes;
  }

  private static long bytes(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      long bytes = PLACE;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        bytes += PLACE + bytes(entry.getKey()) + bytes(entry.getValue());
      }
      return bytes;
    }
    if (value instanceof List<?> list) {
      long bytes = PLACE;
      for (Object member : list) {
        bytes += REFERENCE + bytes(member);
      }
      return bytes;
    }
    return value instanceof String string ? text(string) : text(String.valueOf(value));
  }

  private static long text(String text) {
    return TEXT + 2L * text.length();
  }
}
