package dev.signet.identity;

import dev.signet.config.IdentityRules;
import dev.signet.config.Names;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the groups that a token names. */
record TokenGroups(IdentityRules rules) {

  /**
   * One group may arrive as a string, several as an array, or as one string with a separator where
   * the definition says so. An empty string is no group.
   */
  Set<String> named(Map<String, Object> claims) throws TokenRejectedException {
    Object value = rules.groups().valueIn(claims).orElse(List.of());
    List<?> elements = value instanceof List<?> list ? list : separated(value);
    Set<String> names = new LinkedHashSet<>();
    for (Object element : elements) {
      if (!(element instanceof String group) || !(group.isEmpty() || Names.isName(group))) {
        throw new TokenRejectedException(Rejection.GROUPS_MALFORMED);
      }
      if (!group.isEmpty()) {
        names.add(group);
      }
    }
    names.addAll(scopes(claims));
    return names;
  }

  /** The scopes of an access token (RFC 8693 section 4.2, RFC 9068 section 2.2.3), as groups. */
  private List<String> scopes(Map<String, Object> claims) throws TokenRejectedException {
    Object scope = claims.get("scope");
    if (rules.scopePrefix().isEmpty() || scope == null) {
      return List.of();
    }
    if (!(scope instanceof String text) || !(text.isEmpty() || Names.isName(text))) {
      throw new TokenRejectedException(Rejection.GROUPS_MALFORMED);
    }
    return Arrays.stream(text.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> rules.scopePrefix().get() + name)
        .toList();
  }

  /** An array's members are never taken apart: there, a separator is part of a name. */
  private List<?> separated(Object value) {
    if (rules.groupSeparator().isEmpty() || !(value instanceof String text)) {
      return List.of(value);
    }
    return Arrays.stream(text.split(Pattern.quote(rules.groupSeparator().get()), -1))
        .map(String::strip)
        .toList();
  }
}
