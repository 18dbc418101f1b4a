package dev.signet.identity;

import dev.signet.config.IdentityRules;
import dev.signet.config.Names;
import dev.signet.config.RealmRule;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Name and groups as the claims have them, mapped as the issuer's definition says. */
record ClaimsIdentityMapper(IdentityRules rules) implements IdentityMapper {

  @Override
  public CallerIdentity map(VerifiedJwt jwt) throws TokenRejectedException {
    Map<String, Object> claims = jwt.claims();
    String subject = subject(claims);
    String realm = realm(claims);
    String user = new UserMapper(rules.userMapping()).user(subject, realm, claims);
    Set<String> named = new TokenGroups(rules).named(claims);
    Set<String> groups = new GroupMapper(rules.groupMapping()).groups(named);
    // roles are told to the container as groups, since that is all it can be told
    Set<String> groupsAndRoles = new LinkedHashSet<>();
    Set<String> roles = new HashSet<>();
    for (String group : groups) {
      List<String> itsRoles = rules.groupToRoles().getOrDefault(group, List.of());
      groupsAndRoles.add(group);
      groupsAndRoles.addAll(itsRoles);
      roles.addAll(itsRoles);
    }
    return new CallerIdentity(
        user,
        realm,
        List.copyOf(groupsAndRoles),
        roles,
        rules.isRegistryUser(),
        rules.session().valueIn(claims).map(String::valueOf));
  }

  private String subject(Map<String, Object> claims) throws TokenRejectedException {
    Object value = rules.user().valueIn(claims).orElse("");
    if (value instanceof String name && Names.isName(name)) {
      return name;
    }
    throw new TokenRejectedException(Rejection.USER_MISSING);
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
}
