package dev.signet.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts in the payload of a token that no log may hold, however malformed the token is. */
public final class ClaimValues {
  private static final int TELLING = 8;
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"\\s*+(?!:)");

  private ClaimValues() {}

  /** Strings of eight characters and more that are not names of members. */
  public static List<String> of(String token) {
    List<String> values = new ArrayList<>();
    String[] parts = token.split("\\.", -1);
    if (parts.length > 1) {
      Matcher texts = TEXT.matcher(decoded(parts[1]));
      while (texts.find()) {
        if (texts.group(1).length() >= TELLING) {
          values.add(texts.group(1));
        }
      }
    }
    return values;
  }

  private static String decoded(String part) {
    try {
      return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
