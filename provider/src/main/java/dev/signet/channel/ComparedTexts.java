package dev.signet.channel;

import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.settings.SettingsObject;
import java.util.List;
import java.util.Locale;

/** The texts of a condition in the form that the attribute of a request has. */
public final class ComparedTexts {
  private ComparedTexts() {}

  /**
   * The values of a condition.
   *
   * @param settings the condition, whose mistakes are reported
   * @param kind the attribute that it is about
   * @param values as they are written
   * @param match the type of the comparison
   * @return in the form that the attribute of a request has
   */
  public static List<String> of(
      SettingsObject settings, Kind kind, List<String> values, String match) {
    if (kind == Kind.HOST) {
      return lower(values);
    }
    if (kind == Kind.REQUEST_URL) {
      return values.stream().map(ComparedTexts::withLowerOrigin).toList();
    }
    if (kind == Kind.WEB_APP && values.contains("/") && !match.equals("equals")) {
      settings.problem(
          "name", "\"/\" is part of every context root; use matchType equals for the root");
    }
    return kind == Kind.WEB_APP
        ? values.stream().map(v -> v.startsWith("/") ? v.substring(1) : v).toList()
        : values;
  }

  /**
   * Hosts, which are compared without regard to case.
   *
   * @param values as they are written
   * @return in lower case
   */
  public static List<String> lower(List<String> values) {
    return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
  }

  /** Scheme and host are compared in lower case; a path is case-sensitive. */
  private static String withLowerOrigin(String url) {
    int scheme = url.indexOf("://");
    int path = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
    int end = path < 0 ? url.length() : path;
    return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
  }
}
