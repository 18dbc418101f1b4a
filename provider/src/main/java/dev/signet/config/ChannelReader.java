package dev.signet.config;

import dev.signet.channel.AddressRange;
import dev.signet.channel.ChannelAttribute;
import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.channel.ChannelCondition;
import dev.signet.channel.ChannelCondition.AddressIn;
import dev.signet.channel.ChannelCondition.AnyOf;
import dev.signet.channel.ChannelCondition.NoneOf;
import dev.signet.channel.ChannelCondition.NotContaining;
import dev.signet.channel.ChannelCondition.OneOf;
import dev.signet.channel.ChannelCondition.TextMatch;
import dev.signet.channel.ChannelFilter;
import dev.signet.channel.ComparedTexts;
import dev.signet.settings.SettingsObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads {@code authFilter}. The elements, and what {@code equals}, {@code contains}, {@code
 * notContain}, {@code lessThan} and {@code greaterThan} mean, are Liberty's; the others are
 * Signet's own.
 */
final class ChannelReader {
  private static final String THUMBPRINT = "[A-Za-z0-9_-]{43}";

  /** An escape, a dot segment, or a part that a container removes from a path. */
  private static final String NEVER_IN_A_PATH = ".*(//|/\\.\\.?(/.*)?$|\\\\|%[0-9A-Fa-f]{2}).*";

  private final List<ChannelCondition> conditions = new ArrayList<>();

  private ChannelReader() {}

  static ChannelFilter read(SettingsObject issuer) {
    return issuer.object("authFilter").map(ChannelReader::filter).orElse(ChannelFilter.EVERY);
  }

  private static ChannelFilter filter(SettingsObject settings) {
    ChannelReader reader = new ChannelReader();
    each(settings, "remoteAddress").forEach(reader::address);
    each(settings, "requestUrl").forEach(s -> reader.text(s, Kind.REQUEST_URL, "urlPattern"));
    each(settings, "requestPath").forEach(reader::path);
    each(settings, "host").forEach(s -> reader.text(s, Kind.HOST, "name"));
    each(settings, "userAgent").forEach(s -> reader.text(s, Kind.USER_AGENT, "agent"));
    each(settings, "requestHeader").forEach(s -> reader.named(s, Kind.REQUEST_HEADER));
    each(settings, "cookie").forEach(s -> reader.named(s, Kind.COOKIE));
    each(settings, "webApp").forEach(s -> reader.text(s, Kind.WEB_APP, "name"));
    each(settings, "clientCertificate").forEach(reader::certificate);
    List<ChannelFilter> any = each(settings, "any").stream().map(ChannelReader::filter).toList();
    if (!any.isEmpty()) {
      reader.conditions.add(new AnyOf(any));
    }
    List<ChannelFilter> none = each(settings, "none").stream().map(ChannelReader::filter).toList();
    if (!none.isEmpty()) {
      reader.conditions.add(new NoneOf(none));
    }
    settings.refuseUnknownNames();
    if (reader.conditions.isEmpty()) {
      settings.problem("", "has no condition");
    }
    return new ChannelFilter(reader.conditions);
  }

  /** An empty list would be no condition, and so match every request. */
  private static List<SettingsObject> each(SettingsObject settings, String name) {
    List<SettingsObject> objects = settings.objects(name);
    if (objects.isEmpty() && settings.has(name)) {
      settings.problem(name, "has no condition");
    }
    return objects;
  }

  private void address(SettingsObject settings) {
    List<String> ips = alternatives(settings, "ip");
    if (!settings.has("ip")) {
      settings.requiredText("ip", "an address, or a block such as 10.1.0.0/16");
    }
    String match = matchType(settings, "equals", "lessThan", "greaterThan");
    ChannelAttribute address = new ChannelAttribute(Kind.REMOTE_ADDRESS, "");
    if (match.equals("contains") || match.equals("notContain")) {
      ips.forEach(ip -> checkPartOfAddress(settings, ip));
      add(address, ComparedTexts.lower(ips), match);
    } else {
      conditions.add(
          new AddressIn(
              ips.stream()
                  .flatMap(ip -> settings.checked("ip", () -> range(ip, match)).stream())
                  .toList()));
    }
    settings.refuseUnknownNames();
  }

  /** Liberty's {@code 10.1.*.*} is part of no address. As an exclusion it would exclude nothing. */
  private static void checkPartOfAddress(SettingsObject settings, String ip) {
    if (!ip.matches("[0-9.]+|[0-9A-Fa-f:]+")) {
      settings.problem(
          "ip",
          "\""
              + ip
              + "\" is part of no address; use matchType equals for a block such as 10.1.0.0/16");
    }
  }

  private static AddressRange range(String ip, String match) {
    AddressRange range = AddressRange.parse(ip);
    return match.equals("equals") ? range : range.beyond(match.equals("lessThan"));
  }

  private void path(SettingsObject settings) {
    List<String> patterns = alternatives(settings, "pattern");
    if (!settings.has("pattern")) {
      settings.requiredText("pattern", "a path such as /app/api/* or *.do");
    }
    for (String pattern : patterns) {
      if (!pattern.matches("/[^*]*(/\\*)?|/\\*|\\*\\.[^/*]+")) {
        settings.problem("pattern", "\"" + pattern + "\" is not a path such as /app/api/* or *.do");
      } else if (pattern.matches(NEVER_IN_A_PATH)) {
        settings.problem(
            "pattern",
            "\""
                + pattern
                + "\" never matches: it is compared with decoded paths without //, /./ and /../");
      }
    }
    ChannelAttribute path = new ChannelAttribute(Kind.REQUEST_PATH, "");
    conditions.add(new OneOf(path, patterns, TextMatch.PATH));
    settings.refuseUnknownNames();
  }

  private void text(SettingsObject settings, Kind kind, String name) {
    List<String> values = alternatives(settings, name);
    if (!settings.has(name)) {
      settings.requiredText(name, "the text to compare with");
    }
    String match = matchType(settings, "contains");
    add(new ChannelAttribute(kind, ""), ComparedTexts.of(settings, kind, values, match), match);
    settings.refuseUnknownNames();
  }

  /** Without a value, the header or cookie must be present, or absent with notContain. */
  private void named(SettingsObject settings, Kind kind) {
    String name = settings.requiredText("name", "the name of the header or cookie");
    if (!name.isEmpty() && !name.matches(IssuerReader.HEADER_NAME)) {
      settings.problem("name", "is not a name of a header or cookie");
    }
    List<String> values = alternatives(settings, "value");
    String match = matchType(settings, "contains");
    ChannelAttribute attribute = new ChannelAttribute(kind, name);
    if (values.isEmpty()) {
      add(attribute, List.of(""), match.equals("notContain") ? match : "contains");
    } else {
      add(attribute, values, match);
    }
    settings.refuseUnknownNames();
  }

  private void certificate(SettingsObject settings) {
    List<String> subjects = settings.texts("subject");
    List<String> names = settings.texts("subjectAltName");
    List<String> keys = settings.texts("publicKeySha256");
    String match = matchType(settings, "equals");
    if (!subjects.isEmpty()) {
      add(new ChannelAttribute(Kind.CERTIFICATE_SUBJECT, ""), subjects, match);
    }
    if (!names.isEmpty()) {
      add(new ChannelAttribute(Kind.CERTIFICATE_NAME, ""), names, match);
    }
    if (!keys.isEmpty()) {
      conditions.add(
          new OneOf(new ChannelAttribute(Kind.CERTIFICATE_KEY, ""), keys, TextMatch.EQUALS));
    }
    for (String key : keys) {
      if (!key.matches(THUMBPRINT)) {
        settings.problem("publicKeySha256", "is not a SHA-256 in base64url without padding");
      }
    }
    if (subjects.isEmpty() && names.isEmpty() && keys.isEmpty()) {
      settings.requiredText("subject", "give it, subjectAltName or publicKeySha256");
    }
    settings.refuseUnknownNames();
  }

  private void add(ChannelAttribute attribute, List<String> values, String match) {
    if (match.equals("notContain")) {
      conditions.add(new NotContaining(attribute, values));
    } else {
      TextMatch how = match.equals("equals") ? TextMatch.EQUALS : TextMatch.CONTAINS;
      conditions.add(new OneOf(attribute, values, how));
    }
  }

  private static String matchType(SettingsObject settings, String otherwise, String... more) {
    List<String> known =
        Stream.concat(Stream.of("equals", "contains", "notContain"), Arrays.stream(more)).toList();
    return settings
        .word("matchType", known, "must be one of " + String.join(", ", known))
        .orElse(otherwise);
  }

  /** Splits at Liberty's sign for "or". An empty alternative would be part of every text. */
  private static List<String> alternatives(SettingsObject settings, String name) {
    List<String> values =
        settings.texts(name).stream().flatMap(v -> Stream.of(v.split("\\|", -1))).toList();
    if (values.stream().anyMatch(String::isBlank)) {
      settings.problem(name, "has an empty alternative beside |, which matches every request");
    }
    return values;
  }
}
