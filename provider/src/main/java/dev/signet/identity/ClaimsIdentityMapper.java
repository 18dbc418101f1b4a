package dev.signet.identity;

import dev.signet.config.IdentityRules;
import dev.signet.config.RealmRule;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Name and groups as the claims have them, in the realm that the issuer's definition says. */
record ClaimsIdentityMapper(IdentityRules rules) implements IdentityMapper {

  @Override
  public CallerIdentity map(VerifiedJwt jwt) throws TokenRejectedException {
    Map<String, Object> claims = jwt.claims();
    return new CallerIdentity(
        name(claims),
        realm(claims),
        groups(claims),
        rules.session().valueIn(claims).map(String::valueOf));
  }

  private String realm(Map<String, Object> claims) throws TokenRejectedException {
    if (rules.realm() instanceof RealmRule.Fixed fixed) {
      return fixed.name();
    }
    RealmRule.FromClaim rule = (RealmRule.FromClaim) rules.realm();
    Object realm = rule.claim().valueIn(claims).orElse("");
    if (realm instanceof String name && rule.allowed().contains(name)) {
      return name;
    }
    throw new TokenRejectedException(Rejection.REALM_NOT_ALLOWED);
  }

  private String name(Map<String, Object> claims) throws TokenRejectedException {
    Object value = rules.user().valueIn(claims).orElse("");
    if (value instanceof String name && isName(name)) {
      return name;
    }
    throw new TokenRejectedException(Rejection.USER_MISSING);
  }

  /**
   * One group may arrive as a string, several as an array, or as one string with a separator where
   * the definition says so. An empty string is no group. Roles that a group brings are told to the
   * container as groups, since that is all it can be told.
   */
  private List<String> groups(Map<String, Object> claims) throws TokenRejectedException {
    Object value = rules.groups().valueIn(claims).orElse(List.of());
    List<?> elements = value instanceof List<?> list ? list : separated(value);
    Set<String> names = new LinkedHashSet<>();
    for (Object element : elements) {
      if (!(element instanceof String group) || !(group.isEmpty() || isName(group))) {
        throw new TokenRejectedException(Rejection.GROUPS_MALFORMED);
      }
      if (!group.isEmpty()) {
        names.add(group);
        names.addAll(rules.groupToRoles().getOrDefault(group, List.of()));
      }
    }
    names.addAll(scopes(claims));
    return List.copyOf(names);
  }

  /** The scopes of an access token (RFC 8693 section 4.2, RFC 9068 section 2.2.3), as groups. */
  private List<String> scopes(Map<String, Object> claims) throws TokenRejectedException {
    Object scope = claims.get("scope");
    if (rules.scopePrefix().isEmpty() || scope == null) {
      return List.of();
    }
    if (!(scope instanceof String text) || !(text.isEmpty() || isName(text))) {
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

  /** Control characters would forge log lines; blanks around a name make two of one. */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.equals(text.strip())
        && text.codePoints().noneMatch(Character::isISOControl);
  }
}
