package dev.signet.config;

import java.util.List;
import java.util.Optional;

/** Reads what an issuer's tokens say about a caller. */
final class IdentityRulesReader {
  private static final String REALM_NAME = "[^\\s\\p{Cntrl}\"\\\\]+";
  private static final String REALM_REFUSED = "holds a quote or a blank";

  private final SettingsObject settings;
  private final MappingTables tables;
  private final List<ConfigProblem> warnings;

  IdentityRulesReader(SettingsObject settings, MappingTables tables, List<ConfigProblem> warnings) {
    this.settings = settings;
    this.tables = tables;
    this.warnings = warnings;
  }

  IdentityRules read(String id, String identifier) {
    return new IdentityRules(
        realm(identifier),
        claimPath("userIdentifier", "sub"),
        new IdentityMappingReader(id, tables, warnings).read(settings),
        claimPath("groupIdentifier", "groups"),
        groupSeparator(),
        settings.text("scopeGroupPrefix"),
        new GroupMappingReader(tables).read(settings),
        settings.flag("mapIdentityToRegistryUser", false),
        claimPath("sessionIdentifier", "sess"),
        settings.table("groupToRoles"));
  }

  private RealmRule realm(String identifier) {
    Optional<ClaimPath> claim = settings.read("realmIdentifier", ClaimPath::parse);
    List<String> allowed = settings.texts("realms");
    if (claim.isEmpty()) {
      settings.refuse("realms", "belongs to realmIdentifier");
      return new RealmRule.Fixed(fixedRealm(identifier));
    }
    settings.refuse("realmName", "stands beside realmIdentifier: say one or the other");
    if (allowed.isEmpty()) {
      settings.requiredText("realms", "the realms that this issuer may speak for");
    }
    for (String realm : allowed) {
      settings.checked("realms", () -> Texts.matching(realm, REALM_NAME, REALM_REFUSED));
    }
    return new RealmRule.FromClaim(claim.get(), allowed);
  }

  /** It gets into challenges and access ids, so an identifier that stands for it is checked too. */
  private String fixedRealm(String identifier) {
    return settings
        .read("realmName", text -> Texts.matching(text, REALM_NAME, REALM_REFUSED))
        .or(
            () ->
                settings.checked(
                    "issuerIdentifier",
                    () ->
                        Texts.matching(
                            identifier,
                            REALM_NAME + "|",
                            REALM_REFUSED + " and cannot be the realm: set realmName")))
        .orElse(identifier);
  }

  private ClaimPath claimPath(String name, String otherwise) {
    return settings.read(name, ClaimPath::parse).orElseGet(() -> ClaimPath.parse(otherwise));
  }

  private Optional<String> groupSeparator() {
    return settings.read(
        "groupSeparator",
        text -> {
          String separator = text.equals("space") ? " " : text;
          return Texts.matching(separator, "[ ,;|]", "must be one of , ; | or the word space");
        });
  }
}
