package dev.signet.identity;

import dev.signet.config.IssuerConfig;
import dev.signet.jose.VerifiedJwt;
import dev.signet.mapping.ClaimPath;
import dev.signet.mapping.IdentityRules;
import dev.signet.mapping.RealmRule;
import dev.signet.settings.Names;
import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps the name and the groups in the claims with the rules of the issuer's definition. */
record ClaimsIdentityMapper(IdentityRules rules, TokenGroups tokenGroups)
    implements IdentityMapper {

  static ClaimsIdentityMapper of(IssuerConfig issuer) {
    IdentityRules rules = issuer.identity();
    return new ClaimsIdentityMapper(rules, new TokenGroups(rules, new GroupOddities(issuer.id())));
  }

  @Override
  public CallerIdentity map(VerifiedJwt jwt) throws TokenRejectedException {
    Map<String, Object> claims = jwt.claims();
    String subject = subject(claims);
    String realm = realm(claims);
    String user = new UserMapper(rules.userMapping()).user(subject, realm, claims);
    Set<String> named = tokenGroups.named(claims);
    Set<String> groups = new GroupMapper(rules.groupMapping()).groups(named);
    return new CallerIdentity(
        user,
        realm,
        withRoles(groups),
        rolesOf(groups),
        rules.isRegistryUser(),
        rules.session().valueIn(claims).map(String::valueOf));
  }

  /** The container is notified of roles as groups, because it accepts nothing else. */
  private List<String> withRoles(Set<String> groups) {
    if (rules.groupToRoles().isEmpty()) {
      return List.copyOf(groups);
    }
    Set<String> groupsAndRoles = new LinkedHashSet<>();
    for (String group : groups) {
      groupsAndRoles.add(group);
      groupsAndRoles.addAll(roles(group));
    }
    return List.copyOf(groupsAndRoles);
  }

  private Set<String> rolesOf(Set<String> groups) {
    if (rules.groupToRoles().isEmpty()) {
      return Set.of();
    }
    Set<String> roles = new HashSet<>();
    for (String group : groups) {
      roles.addAll(roles(group));
    }
    return roles;
  }

  private List<String> roles(String group) {
    return rules.groupToRoles().getOrDefault(group, List.of());
  }

  private String subject(Map<String, Object> claims) throws TokenRejectedException {
    Optional<Object> found = Optional.empty();
    for (int i = 0; i < rules.users().size() && found.isEmpty(); i++) {
      found = rules.users().get(i).valueIn(claims);
    }
    Object value = found.orElse("");
    if (value instanceof String name && Names.isName(name)) {
      return name;
    }
    throw new TokenRejectedException(
        Rejection.USER_MISSING,
        "claim "
            + rules.users().stream().map(ClaimPath::toString).collect(Collectors.joining(" or "))
            + (value.equals("") ? " is missing or empty" : " is not a name"));
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
    throw new TokenRejectedException(
        Rejection.REALM_NOT_ALLOWED,
        "claim " + rule.claim() + " must have one of " + RefusalDetails.anyOf(rule.allowed()));
  }
}
