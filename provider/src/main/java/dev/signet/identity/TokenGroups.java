package dev.signet.identity;

import dev.signet.identity.GroupOddities.Oddity;
import dev.signet.mapping.IdentityRules;
import dev.signet.settings.Names;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the groups of a token. An entry of a list that is not a name is left out, so that the
 * caller keeps access. A claim that is not a list refuses the token. Both are counted and logged.
 */
record TokenGroups(IdentityRules rules, GroupOddities oddities) {

  /**
   * The claims with the scopes of access tokens: that of the standards, and that of issuers built
   * before them.
   */
  private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp");

  private static final String SCOPE_SEPARATOR = " ";

  /**
   * One group may arrive as a string, several as an array, or as one string with a separator where
   * the definition has one. An empty string is not a group.
   */
  Set<String> named(Map<String, Object> claims) throws TokenRejectedException {
    Optional<Object> groups = rules.groups().valueIn(claims);
    List<?> entries =
        groups.isPresent() ? entries(groups.get(), rules.groupSeparator()) : List.of();
    Set<String> names = new LinkedHashSet<>(2 * entries.size());
    addUsable(names, entries, TokenGroups::oddity);
    if (rules.scopePrefix().isPresent()) {
      scopes(claims).forEach(scope -> names.add(rules.scopePrefix().get() + scope));
    }
    return names;
  }

  /** The scopes of an access token (RFC 8693 section 4.2, RFC 9068 section 2.2.3). */
  private List<String> scopes(Map<String, Object> claims) throws TokenRejectedException {
    List<String> scopes = new ArrayList<>();
    for (String claim : SCOPE_CLAIMS) {
      Object value = claims.get(claim);
      if (value != null) {
        addUsable(scopes, entries(value, Optional.of(SCOPE_SEPARATOR)), TokenGroups::scopeOddity);
      }
    }
    return scopes;
  }

  /** The members of an array are never split: there, a separator is part of a name. */
  private List<?> entries(Object value, Optional<String> separator) throws TokenRejectedException {
    if (value instanceof List<?> list) {
      return list;
    }
    if (!(value instanceof String text)) {
      throw refused(value instanceof Map<?, ?> ? Oddity.OBJECT : Oddity.OTHER_CLAIM);
    }
    if (isList(text.strip())) {
      throw refused(Oddity.LIST_IN_CLAIM);
    }
    if (separator.isPresent()) {
      return Arrays.stream(text.split(Pattern.quote(separator.get()), -1))
          .map(piece -> separator.get().equals(SCOPE_SEPARATOR) ? piece : piece.strip())
          .filter(name -> !name.isEmpty())
          .toList();
    }
    if (!text.isEmpty() && !Names.isName(text)) {
      throw refused(Oddity.OTHER_CLAIM);
    }
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private TokenRejectedException refused(Oddity oddity) {
    oddities.add(oddity);
    return new TokenRejectedException(
        Rejection.GROUPS_MALFORMED, "groups or scopes: " + oddity.description());
  }

  private void addUsable(
      Collection<String> names, List<?> entries, Function<Object, Optional<Oddity>> rule)
      throws TokenRejectedException {
    // by index: a claim's list is wrapped, and new tokens have hundreds of groups
    for (int i = 0; i < entries.size(); i++) {
      Object entry = entries.get(i);
      if (entry instanceof String name && Names.hasControl(name)) {
        throw refused(Oddity.CONTROL_CHARACTERS);
      }
      if (entry instanceof Boolean || entry instanceof List || entry instanceof Map) {
        throw refused(Oddity.OTHER_ENTRY);
      }
      Optional<Oddity> oddity = entry == null ? Optional.of(Oddity.NO_STRING) : rule.apply(entry);
      if (oddity.isPresent()) {
        oddities.add(oddity.get());
      } else {
        names.add(String.valueOf(entry));
      }
    }
  }

  /** What is odd about an entry without control characters. */
  private static Optional<Oddity> oddity(Object entry) {
    if (!(entry instanceof String name)) {
      return Optional.of(Oddity.NO_STRING);
    }
    if (name.isEmpty()) {
      return Optional.of(Oddity.EMPTY);
    }
    if (Names.hasBlanksAround(name)) {
      return Optional.of(Oddity.BLANKS);
    }
    return isList(name) ? Optional.of(Oddity.LIST_IN_ENTRY) : Optional.empty();
  }

  /** A blank ends a scope (RFC 6749 section 3.3): an entry with one would be two. */
  private static Optional<Oddity> scopeOddity(Object entry) {
    return oddity(entry)
        .or(
            () ->
                String.valueOf(entry).contains(SCOPE_SEPARATOR)
                    ? Optional.of(Oddity.BLANKS)
                    : Optional.empty());
  }

  /** {@code ["a","b"]}, {@code [a, b]} or {@code {"a":1}} in a string. */
  private static boolean isList(String text) {
    return (text.startsWith("[") && text.endsWith("]"))
        || (text.startsWith("{") && text.endsWith("}"));
  }
}
