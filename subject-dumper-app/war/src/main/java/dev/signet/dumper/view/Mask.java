package dev.signet.dumper.view;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps tokens and passwords off the pages: of a secret only its length is shown, not even the
 * parts of a token that everyone could decode.
 */
public final class Mask {
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "iv-creds", "jwt");
  private static final Pattern JWT_PART_HEADER = Pattern.compile("jwt-[0-9]+");
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(password|passwd|secret|token|credentials?|assertion|api-?key)");

  /** Begins with an encoded <code>{</code>, and has the dots of a signed or encrypted token. */
  private static final Pattern COMPACT_JWT =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])e[w-z0-9_-][A-Za-z0-9_-]{14,}+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

  /** What a part of a token, or an opaque one, looks like. */
  private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9_+=-]{64,}");

  private Mask() {}

  /** Tells that there is a text, and how long it is. */
  public static String of(String text) {
    return "masked, " + text.length() + (text.length() == 1 ? " character" : " characters");
  }

  /** The text, or its mask when a token is anywhere in it. */
  public static String token(String text) {
    return hasToken(text) ? of(text) : text;
  }

  static boolean hasToken(String text) {
    return COMPACT_JWT.matcher(text).find();
  }

  /** Whether a claim or a credential's entry of this name is secret whatever its value. */
  static boolean isSecretName(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether a request header must not be shown. */
  static boolean isSecretHeader(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_HEADERS.contains(lower)
        || JWT_PART_HEADER.matcher(lower).matches()
        || isSecretName(lower)
        || hasToken(value)
        || LONG_RUN.matcher(value).find();
  }
}
