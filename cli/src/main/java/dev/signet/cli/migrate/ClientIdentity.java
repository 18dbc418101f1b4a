package dev.signet.cli.migrate;

import java.util.Optional;

/** Who a caller is, as an {@code openidConnectClient} says: the realm, the name, the id, groups. */
final class ClientIdentity {
  private final Settings source;
  private final IssuerSettings issuer;

  ClientIdentity(Settings source, IssuerSettings issuer) {
    this.source = source;
    this.issuer = issuer;
  }

  void convert() {
    realm();
    Optional<String> older = source.text("userIdentityToCreateSubject");
    Optional<String> user = source.text("userIdentifier");
    String attribute = user.isPresent() ? "userIdentifier" : "userIdentityToCreateSubject";
    issuer.claim(attribute, "userIdentifier", user.or(() -> older).orElse("sub"));
    issuer.claim(
        "groupIdentifier", "groupIdentifier", source.text("groupIdentifier").orElse("groupIds"));
    issuer.registryMapping("mapIdentityToRegistryUser");
    uniqueId();
  }

  /** There another claim than the name's may be the user's id, which roles are bound to. */
  private void uniqueId() {
    Optional<String> claim = source.text("uniqueUserIdentifier");
    if (source.flag("mapIdentityToRegistryUser", false)) {
      return;
    }
    if (claim.isEmpty()) {
      source.stricter(
          "uniqueUserIdentifier",
          "unset there: a claim uniqueSecurityName, where a token has it, is the user's id; here the"
              + " id is user:<realm>/<name>");
      return;
    }
    source.stricter(
        "uniqueUserIdentifier",
        "the user's id is user:<realm>/<the claim \""
            + claim.get()
            + "\"> there and user:<realm>/<name> here: roles bound to such ids are lost. With that"
            + " claim as userIdentifier the ids stay, and the name becomes the id");
    source.looser(
        "uniqueUserIdentifier",
        "a name may equal another user's former id, and has the roles bound to it");
  }

  private void realm() {
    Optional<String> name = source.text("realmName");
    Optional<String> claim = source.text("realmIdentifier");
    if (name.isPresent()) {
      issuer.realm("realmName", name.get());
      claim.ifPresent(c -> source.notCarried("realmIdentifier", "realmName comes first, as there"));
    } else if (claim.isPresent()) {
      source.notCarried(
          "realmIdentifier",
          "needs the list of realms this issuer may speak for; until you write realmIdentifier and"
              + " realms in place of realmName, the realm is the issuer");
    } else {
      source.stricter(
          "realmName",
          "unset there: the claim realmName says it, else the issuer; here it is the issuer");
    }
  }
}
