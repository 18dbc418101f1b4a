package dev.signet.identity;

import dev.signet.config.ClaimPath;
import dev.signet.config.IssuerConfig;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Name and groups as the claims have them, in the realm of the issuer's definition. */
record ClaimsIdentityMapper(
    String realm,
    ClaimPath user,
    ClaimPath groups,
    Optional<String> groupSeparator,
    ClaimPath session,
    Map<String, List<String>> groupToRoles)
    implements IdentityMapper {

  static ClaimsIdentityMapper of(IssuerConfig issuer) {
    return new ClaimsIdentityMapper(
        issuer.realmName(),
        issuer.userIdentifier(),
        issuer.groupIdentifier(),
        issuer.groupSeparator(),
        issuer.sessionIdentifier(),
        issuer.groupToRoles());
  }

  @Override
  public CallerIdentity map(VerifiedJwt jwt) throws TokenRejectedException {
    Map<String, Object> claims = jwt.claims();
    return new CallerIdentity(
        name(claims), realm, groups(claims), session.valueIn(claims).map(String::valueOf));
  }

  private String name(Map<String, Object> claims) throws TokenRejectedException {
    Object value = user.valueIn(claims).orElse("");
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
    Object value = groups.valueIn(claims).orElse(List.of());
    List<?> elements = value instanceof List<?> list ? list : separated(value);
    Set<String> names = new LinkedHashSet<>();
    for (Object element : elements) {
      if (!(element instanceof String group) || !(group.isEmpty() || isName(group))) {
        throw new TokenRejectedException(Rejection.GROUPS_MALFORMED);
      }
      if (!group.isEmpty()) {
        names.add(group);
        names.addAll(groupToRoles.getOrDefault(group, List.of()));
      }
    }
    return List.copyOf(names);
  }

  /** An array's members are never taken apart: there, a separator is part of a name. */
  private List<?> separated(Object value) {
    if (groupSeparator.isEmpty() || !(value instanceof String text)) {
      return List.of(value);
    }
    return Arrays.stream(text.split(Pattern.quote(groupSeparator.get()), -1))
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
