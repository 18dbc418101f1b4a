package dev.signet.dumper.view;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a credential that is a map. A value is shown only when its key is known to hold no
 * secret.
 */
public record CredentialEntry(String key, @Nullable String value, boolean masked) {
  private static final String PREFIX = "com.ibm.wsspi.security.cred.";
  private static final Set<String> OPEN_KEYS =
      Set.of(PREFIX + "uniqueId", PREFIX + "securityName", PREFIX + "realm", PREFIX + "groups");

  static CredentialEntry of(@Nullable Object key, @Nullable Object value) {
    String name = Mask.token(String.valueOf(key));
    if (value == null || value instanceof Boolean) {
      return new CredentialEntry(name, value == null ? null : value.toString(), false);
    }
    if (!OPEN_KEYS.contains(name)) {
      return hidden(name, value);
    }
    String text = value instanceof Collection<?> values ? joined(values) : value.toString();
    return Mask.hasToken(text)
        ? new CredentialEntry(name, Mask.of(text), true)
        : new CredentialEntry(name, text, false);
  }

  private static CredentialEntry hidden(String name, Object value) {
    String length =
        value instanceof CharSequence text ? Mask.of(text.toString()) : "masked, " + typeOf(value);
    return new CredentialEntry(name, length, true);
  }

  private static String typeOf(Object value) {
    return value.getClass().getTypeName();
  }

  private static String joined(Collection<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
