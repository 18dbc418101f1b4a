package dev.signet.mapping;

import dev.signet.settings.Names;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how an issuer's tokens are mapped to a caller. */
public final class IdentityRulesReader {
  /** Part of challenges and of access ids. */
  private static final String REALM_NAME = "[^\\s\\p{Cntrl}\\p{Z}\\x{80}-\\x{9f}\"\\\\]+";

  private static final String REALM_REFUSED = "has a quote or a blank";
  private static final String NO_NAME =
      "is not a name: it has blanks around it or control characters";

  private final SettingsObject settings;
  private final MappingTables tables;

  /**
   * Begins with nothing read.
   *
   * @param settings the definition
   * @param tables the tables that its mappings may refer to
   */
  public IdentityRulesReader(SettingsObject settings, MappingTables tables) {
    this.settings = settings;
    this.tables = tables;
  }

  /**
   * Reads them; what is wrong becomes a mistake of the settings.
   *
   * @param identifier the issuer's, which is the realm unless another one is named
   * @return the rules, of use only where there was no mistake
   */
  public IdentityRules read(String identifier) {
    return new IdentityRules(
        realm(identifier),
        userClaims(),
        new IdentityMappingReader(tables).read(settings),
        claimPath("groupIdentifier", "groups"),
        groupSeparator(),
        // a scope follows it
        settings.read("scopeGroupPrefix", text -> checkedName(text + "x", text)),
        new GroupMappingReader(tables).read(settings),
        settings.flag("mapIdentityToRegistryUser", false),
        claimPath("sessionIdentifier", "sess"),
        groupToRoles());
  }

  private Map<String, List<String>> groupToRoles() {
    Map<String, List<String>> roles = settings.table("groupToRoles");
    roles
        .values()
        .forEach(
            names ->
                names.forEach(
                    name -> settings.checked("groupToRoles", () -> checkedName(name, name))));
    return roles;
  }

  private static String checkedName(String name, String text) {
    if (!Names.isName(name)) {
      throw new IllegalArgumentException(NO_NAME);
    }
    return text;
  }

  private RealmRule realm(String identifier) {
    Optional<ClaimPath> claim = settings.read("realmIdentifier", ClaimPath::parse);
    List<String> allowed = settings.texts("realms");
    if (claim.isEmpty()) {
      settings.refuse("realms", "is allowed only with realmIdentifier");
      return new RealmRule.Fixed(fixedRealm(identifier));
    }
    settings.refuse("realmName", "cannot be combined with realmIdentifier");
    if (allowed.isEmpty()) {
      settings.requiredText("realms", "the realms that this issuer's tokens may name");
    }
    for (String realm : allowed) {
      settings.checked("realms", () -> realmName(realm, ""));
    }
    return new RealmRule.FromClaim(claim.get(), allowed);
  }

  /**
   * The realm is part of challenges and access ids, so an issuer identifier that is used as the
   * realm is checked too.
   */
  private String fixedRealm(String identifier) {
    return settings
        .read("realmName", text -> realmName(text, ""))
        .or(
            () ->
                identifier.isEmpty()
                    ? Optional.empty()
                    : settings.checked(
                        "issuerIdentifier",
                        () -> realmName(identifier, ", so it cannot be the realm: set realmName")))
        .orElse(identifier);
  }

  /**
   * In {@code user:<realm>/<name>} Liberty does not find a realm that begins with a slash. It
   * answers 403 to every caller of such a realm and logs nothing.
   */
  private static String realmName(String text, String andSo) {
    if (text.startsWith("/")) {
      throw new IllegalArgumentException(
          "begins with a slash, which Liberty takes for the end of the realm" + andSo);
    }
    return Texts.matching(text, REALM_NAME, REALM_REFUSED + andSo);
  }

  private List<ClaimPath> userClaims() {
    List<ClaimPath> claims =
        settings.texts("userIdentifier").stream()
            .flatMap(
                text -> settings.checked("userIdentifier", () -> ClaimPath.parse(text)).stream())
            .toList();
    return claims.isEmpty() ? List.of(ClaimPath.parse("sub")) : claims;
  }

  private ClaimPath claimPath(String name, String otherwise) {
    return settings.read(name, ClaimPath::parse).orElseGet(() -> ClaimPath.parse(otherwise));
  }

  private Optional<String> groupSeparator() {
    return settings
        .word(
            "groupSeparator",
            List.of(",", ";", "|", "space"),
            "must be one of , ; | or the word space")
        .map(word -> word.equals("space") ? " " : word);
  }
}
