package dev.signet.mapping;

import dev.signet.mapping.UserMapping.LetterCase;
import dev.signet.mapping.UserMapping.NoMatch;
import dev.signet.settings.Names;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.TextPattern;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code identityMapping}. */
final class IdentityMappingReader {
  /** One element of a replacement: a character, or a reference to a group. */
  private static final Pattern REPLACEMENT =
      Pattern.compile("\\\\.|[^$\\\\]|\\$(?:([1-9])|\\{([a-zA-Z][a-zA-Z0-9]*)})", Pattern.DOTALL);

  private final MappingTables tables;

  IdentityMappingReader(MappingTables tables) {
    this.tables = tables;
  }

  UserMapping read(SettingsObject issuer) {
    return issuer.object("identityMapping").map(this::mapping).orElse(UserMapping.NONE);
  }

  private UserMapping mapping(SettingsObject settings) {
    Optional<ClaimPath> claim = settings.read("claim", ClaimPath::parse);
    UserTable table =
        settings
            .read("table", file -> tables.users(file, m -> settings.problem("table", m)))
            .orElse(UserTable.EMPTY);
    List<UserRule> rules =
        settings.objects("rules").stream().flatMap(rule -> rule(rule).stream()).toList();
    LetterCase letterCase = settings.choice("case", LetterCase.class).orElse(LetterCase.KEEP);
    NoMatch noMatch = settings.choice("noMatch", NoMatch.class).orElse(NoMatch.REFUSE);
    settings.refuseUnknownNames();
    check(settings, noMatch);
    UserSource source =
        claim
            .<UserSource>map(UserSource.ByClaim::new)
            .orElseGet(() -> new UserSource.ByTable(table, rules));
    return new UserMapping(source, letterCase, noMatch);
  }

  private static void check(SettingsObject settings, NoMatch noMatch) {
    boolean hasTable = settings.has("table") || settings.has("rules");
    if (settings.has("claim") && hasTable) {
      settings.problem("claim", "cannot be combined with table or rules");
    }
    boolean hasSource = settings.has("claim") || hasTable;
    if (!hasSource && noMatch == NoMatch.REFUSE) {
      settings.problem("", "has no table, rules or claim, so every user is refused");
    }
    if (hasSource && noMatch == NoMatch.KEEP) {
      settings.warn(
          "noMatch", "users without a mapping are accepted under their name in the token");
    }
  }

  private static Optional<UserRule> rule(SettingsObject settings) {
    String expression =
        settings.requiredText("match", "a regular expression that matches the whole subject");
    Optional<TextPattern> match = settings.checked("match", () -> TextPattern.parse(expression));
    Optional<String> user = settings.template("user");
    boolean refuses = settings.flag("refuse", false);
    settings.refuseUnknownNames();
    if (refuses == settings.has("user")) {
      settings.problem("", "needs either user or refuse with the value true");
    }
    match.ifPresent(
        pattern ->
            user.ifPresent(
                text -> settings.checked("user", () -> replacement(text, pattern.pattern()))));
    return match.map(pattern -> new UserRule(pattern, refuses ? Optional.empty() : user));
  }

  private static String replacement(String text, Pattern pattern) {
    Matcher step = REPLACEMENT.matcher(text);
    StringBuilder result = new StringBuilder();
    if (groupCount(pattern) > 9) {
      throw new IllegalArgumentException(
          "match has more than nine groups: use (?:...) for groups without a number");
    }
    while (step.lookingAt()) {
      String group = step.group(1) == null ? step.group(2) : step.group(1);
      if (group != null && !hasGroup(pattern, group)) {
        throw new IllegalArgumentException("match has no group " + group);
      }
      result.append(group == null ? step.group().substring(step.group().length() - 1) : "x");
      step.region(step.end(), text.length());
    }
    if (step.regionStart() < text.length()) {
      throw new IllegalArgumentException(
          "has a $ that is not part of $1 to $9 or ${name}, or a \\ at its end: write"
              + " \\$ for a dollar");
    }
    if (!Names.isName(result.toString())) {
      throw new IllegalArgumentException(
          "does not produce a name: it has blanks around it or control characters");
    }
    return text;
  }

  private static int groupCount(Pattern pattern) {
    return pattern.matcher("").groupCount();
  }

  /** Java 17 has no other way to find the names of groups. */
  private static boolean hasGroup(Pattern pattern, String group) {
    if (Character.isDigit(group.charAt(0))) {
      return Integer.parseInt(group) <= groupCount(pattern);
    }
    try {
      return groupCount(Pattern.compile(pattern.pattern() + "\\k<" + group + ">")) > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
