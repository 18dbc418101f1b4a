package dev.signet.cli.migrate;

import java.util.Optional;

/** Which keys verify and decrypt the tokens of an {@code mpJwt}. */
final class MpJwtKeys {
  private final Settings source;
  private final KeyStores keyStores;
  private final MpConfig mpConfig;
  private final IssuerSettings issuer;

  MpJwtKeys(Settings source, KeyStores keyStores, MpConfig mpConfig, IssuerSettings issuer) {
    this.source = source;
    this.keyStores = keyStores;
    this.mpConfig = mpConfig;
    this.issuer = issuer;
  }

  void convert() {
    verification();
    decryption();
  }

  private void verification() {
    Optional<String> alias = source.text("keyName");
    Optional<String> keySet = source.text("jwksUri").or(() -> publishedKeys(alias));
    issuer.hostNameVerification();
    if (keySet.isPresent()) {
      issuer.remoteKeys("jwkEndpointUrl", keySet.get(), !keySet.get().startsWith("http:"));
      if (keySet.get().startsWith("http:")) {
        source.toDo(
            "jwksUri", "keys come without TLS, as there: anybody in between can forge them");
      }
      keyStores.ofKeyServers(source).ifPresent(id -> issuer.put("jwkTrustStoreRef", id));
      alias.ifPresent(a -> source.notCarried("keyName", "jwksUri comes first, as there"));
    } else if (alias.isPresent()) {
      issuer.put("trustStoreRef", keyStores.trusted(source));
      issuer.put("trustAliasName", alias.get());
    } else {
      throw source.refused(
          "keyName",
          "neither keyName nor jwksUri says which key it is; there it is the only certificate of the"
              + " trust store: name its alias in keyName"
              + MpJwt.ELSEWHERE);
    }
  }

  /** An application may say where the key is; one that lies inside of it is not there for us. */
  private Optional<String> publishedKeys(Optional<String> alias) {
    if (alias.isPresent()) {
      return Optional.empty();
    }
    Optional<String> location = mpConfig.get("mp.jwt.verify.publickey.location");
    boolean isInside = mpConfig.get("mp.jwt.verify.publickey").isPresent();
    if (isInside || location.filter(text -> !text.matches("https?:.*")).isPresent()) {
      throw source.refused(
          "keyName",
          "the application holds the key itself: write it to a PEM file beside signet.json and name"
              + " that with publicKeyLocation");
    }
    return mpConfig.carry(source, "jwksUri", "mp.jwt.verify.publickey.location");
  }

  private void decryption() {
    Optional<String> alias = source.text("keyManagementKeyAlias");
    if (alias.isPresent()) {
      issuer.put("keyStoreRef", keyStores.own(source));
      issuer.put("keyManagementKeyAlias", alias.get());
    } else if (mpConfig.get("mp.jwt.decrypt.key.location").isPresent()) {
      throw source.refused(
          "keyManagementKeyAlias",
          "the application holds the key that decrypts tokens: put it into a key store and name it"
              + " with keyManagementKeyAlias");
    }
  }
}
