package dev.signet.config;

import dev.signet.crypto.GivenKeys;
import dev.signet.crypto.KeyManagementKey;
import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.OutboundTrust;
import dev.signet.crypto.ServerParts;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.settings.AddressReader;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.TextPattern;
import dev.signet.settings.Texts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the source of an issuer's keys, and checks that the keys match its algorithms. */
final class KeySourceReader {
  private static final String SSL_REF = "sslRef";
  private static final String JWK_TRUST_STORE_REF = "jwkTrustStoreRef";

  private final SettingsObject settings;
  private final ServerParts parts;
  private final Path baseDirectory;
  private final AddressReader addresses;
  private final Optional<GivenKeys> given;
  private @Nullable FetchSettings fetchSettings;

  KeySourceReader(
      SettingsObject settings,
      ServerParts parts,
      Path baseDirectory,
      AddressReader addresses,
      Optional<GivenKeys> given) {
    this.settings = settings;
    this.parts = parts;
    this.baseDirectory = baseDirectory;
    this.addresses = addresses;
    this.given = given;
  }

  /** Refuses the settings that a definition without keys must not have. */
  KeySource refuseKeys() {
    List<String> names =
        List.of(
            "signatureAlgorithm",
            "trustAliasName",
            "publicKeyLocation",
            "jwkEndpointUrl",
            "discoveryEndpointUrl",
            "pemEndpointUrl",
            "jwkSeedLocation",
            "trustStoreRef",
            "kidPattern",
            "jwkMinRefreshInterval",
            "jwkMaxRefreshInterval",
            "jwkUnknownKidInterval",
            "jwkMaxStaleness",
            "allowRsaKeysBelow2048Bits",
            "keyStoreRef",
            "keyManagementKeyAlias",
            "tokenTypes",
            "preset");
    String why = "has no effect with validationMethod introspect; use validationMethod both";
    names.forEach(name -> settings.refuse(name, why));
    return new KeySource.NoKeys();
  }

  /** Read once, so that a mistake is reported once. */
  FetchSettings fetch() {
    FetchSettings known = fetchSettings;
    if (known == null) {
      known = FetchSettings.read(settings, trust(), path("jwkSeedLocation"));
      fetchSettings = known;
    }
    return known;
  }

  Optional<KeySource> read(Set<SignatureAlgorithm> algorithms, boolean allowShortRsa) {
    FetchSettings fetch = fetch();
    Optional<String> text = given.flatMap(GivenKeys::verification);
    if (text.isPresent()) {
      return text.map(KeySource.KeyText::new);
    }
    Map<String, Optional<KeySource>> sources = sources(fetch);
    List<String> named = sources.keySet().stream().filter(settings::has).toList();
    if (named.size() != 1) {
      settings.problem(
          named.isEmpty() ? "trustAliasName" : named.get(1),
          "exactly one of "
              + String.join(", ", sources.keySet())
              + " must be set, to say where the key is");
      return Optional.empty();
    }
    return sources
        .getOrDefault(named.get(0), Optional.empty())
        .filter(
            source ->
                !(source instanceof KeySource.Local local)
                    || settings
                        .checked(named.get(0), () -> local.loadFor(algorithms, allowShortRsa))
                        .isPresent());
  }

  /** By the setting that says where the keys are; empty where it is not set, or wrong. */
  private Map<String, Optional<KeySource>> sources(FetchSettings fetch) {
    Map<String, Optional<KeySource>> sources = new LinkedHashMap<>();
    sources.put("trustAliasName", aliases().map(s -> s));
    sources.put("publicKeyLocation", path("publicKeyLocation").map(KeySource.PemFiles::new));
    sources.put(
        "jwkEndpointUrl",
        addresses
            .url("jwkEndpointUrl")
            .map(
                url ->
                    given.isPresent()
                        ? new KeySource.KeyDocument(url, fetch)
                        : new KeySource.JwkSetUrl(url, fetch)));
    sources.put(
        "discoveryEndpointUrl",
        addresses
            .metadataUrl("discoveryEndpointUrl")
            .map(url -> new KeySource.Discovery(url, addresses.httpsRequired(), fetch)));
    sources.put("pemEndpointUrl", pemPerKid(fetch).map(s -> s));
    return sources;
  }

  Optional<KeyManagementKey> readKeyManagementKey() {
    Optional<KeyStoreConfig> store = optionalKeyStore("keyStoreRef");
    Optional<String> alias = settings.text("keyManagementKeyAlias");
    if (alias.isPresent() && !settings.has("keyStoreRef")) {
      settings.requiredText("keyStoreRef", "the id of the key store with keyManagementKeyAlias");
    }
    return store
        .flatMap(s -> alias.<KeyManagementKey>map(a -> new KeyManagementKey.Stored(s, a)))
        .filter(key -> settings.checked("keyManagementKeyAlias", key::load).isPresent())
        .or(() -> given.flatMap(GivenKeys::decryption));
  }

  private Optional<KeySource.Local> aliases() {
    List<String> aliases = settings.texts("trustAliasName");
    Optional<KeyStoreConfig> store = optionalKeyStore("trustStoreRef");
    if (!aliases.isEmpty() && !settings.has("trustStoreRef")) {
      settings.requiredText("trustStoreRef", "the id of the key store that holds trustAliasName");
    }
    return store
        .filter(s -> !aliases.isEmpty())
        .map(s -> new KeySource.KeyStoreAliases(s, aliases));
  }

  private Optional<KeySource.PemPerKid> pemPerKid(FetchSettings fetch) {
    Optional<String> template = settings.text("pemEndpointUrl");
    Optional<String> pattern =
        settings.read("kidPattern", text -> TextPattern.parse(text).pattern().pattern());
    if (template.isPresent() && !settings.has("kidPattern")) {
      settings.requiredText(
          "kidPattern", "the pattern that a kid must match before it is put into pemEndpointUrl");
    }
    return template
        .flatMap(text -> addresses.template("pemEndpointUrl", text))
        .flatMap(text -> pattern.map(p -> new KeySource.PemPerKid(text, p, fetch)));
  }

  /**
   * A key store is opened now. Settings of the server are not: they may become usable after the
   * application that is starting.
   */
  private Optional<OutboundTrust> trust() {
    Optional<OutboundTrust> store =
        optionalKeyStore(JWK_TRUST_STORE_REF)
            .filter(s -> settings.checked(JWK_TRUST_STORE_REF, s::openTrusted).isPresent())
            .map(s -> s);
    Optional<OutboundTrust> named = settings.read(SSL_REF, this::ofServer);
    if (settings.has(JWK_TRUST_STORE_REF)) {
      settings.refuse(
          SSL_REF, "excludes jwkTrustStoreRef: each says which certificates are trusted");
      return store;
    }
    return settings.has(SSL_REF) ? named : parts.tls();
  }

  private OutboundTrust ofServer(String id) {
    return parts
        .tls(id)
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + id + "\" is not the id of an ssl element"));
  }

  private Optional<Path> path(String name) {
    return settings.read(name, text -> Texts.path(baseDirectory, text));
  }

  private Optional<KeyStoreConfig> optionalKeyStore(String name) {
    return settings.read(
        name,
        ref ->
            parts
                .keyStore(ref)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "\"" + ref + "\" is not the id of a key store")));
  }
}
