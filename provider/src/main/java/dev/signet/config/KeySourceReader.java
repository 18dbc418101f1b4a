package dev.signet.config;

import dev.signet.crypto.KeyManagementKey;
import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.Secret;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.settings.Choice;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.TextPattern;
import dev.signet.settings.WebAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the source of an issuer's keys, and checks that the keys match its algorithms. */
final class KeySourceReader {
  private static final Duration DEFAULT_CACHE_TIME = Duration.ofSeconds(60);
  private static final List<String> INTROSPECTION_SETTINGS =
      List.of("validationEndpointUrl", "clientId", "clientSecret", "introspectionCacheTime");

  private final SettingsObject settings;
  private final Map<String, KeyStoreConfig> keyStores;
  private final Path baseDirectory;
  private final List<ConfigProblem> warnings;
  private @Nullable FetchSettings fetchSettings;

  KeySourceReader(
      SettingsObject settings,
      Map<String, KeyStoreConfig> keyStores,
      Path baseDirectory,
      List<ConfigProblem> warnings) {
    this.settings = settings;
    this.keyStores = keyStores;
    this.baseDirectory = baseDirectory;
    this.warnings = warnings;
  }

  /** How the issuer is asked about its tokens; empty where it is not. */
  Optional<IntrospectionSettings> readIntrospection(String id) {
    ValidationMethod method =
        settings
            .read("validationMethod", text -> Choice.of(ValidationMethod.class, text))
            .orElse(ValidationMethod.LOCAL);
    boolean httpsRequired = settings.flag("httpsRequired", true);
    Optional<URI> endpoint = url(id, "validationEndpointUrl", httpsRequired);
    Optional<String> clientId = settings.text("clientId");
    Optional<String> clientSecret = settings.text("clientSecret");
    Duration cacheTime = settings.duration("introspectionCacheTime", DEFAULT_CACHE_TIME);
    if (method == ValidationMethod.LOCAL) {
      refuse(INTROSPECTION_SETTINGS, "is allowed only with validationMethod introspect or both");
      return Optional.empty();
    }
    settings.requiredText(
        "validationEndpointUrl", "the address where the issuer is asked (RFC 7662)");
    settings.requiredText("clientId", "the client id with which the issuer is asked");
    settings.requiredText(
        "clientSecret", "the password of the client id, preferably as ${env.NAME}");
    if (endpoint.isEmpty() || clientId.isEmpty() || clientSecret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new IntrospectionSettings(
            endpoint.get(),
            clientId.get(),
            new Secret(clientSecret.get()),
            method == ValidationMethod.INTROSPECT,
            cacheTime,
            fetch()));
  }

  /** Refuses the settings that a definition without keys must not have. */
  KeySource readNoKeys() {
    refuse(
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
            "preset"),
        "has no effect with validationMethod introspect; use validationMethod both");
    return new KeySource.NoKeys();
  }

  /** Read once, so that a mistake is reported once. */
  private FetchSettings fetch() {
    FetchSettings known = fetchSettings;
    if (known == null) {
      known = FetchSettings.read(settings, tlsTrustStore(), path("jwkSeedLocation"));
      fetchSettings = known;
    }
    return known;
  }

  private void refuse(List<String> names, String why) {
    names.forEach(name -> settings.refuse(name, why));
  }

  Optional<KeySource> read(String id, Set<SignatureAlgorithm> algorithms, boolean allowShortRsa) {
    boolean httpsRequired = settings.flag("httpsRequired", true);
    FetchSettings fetch = fetch();
    Map<String, Optional<KeySource>> sources = new LinkedHashMap<>();
    sources.put("trustAliasName", aliases().map(s -> s));
    sources.put("publicKeyLocation", path("publicKeyLocation").map(KeySource.PemFiles::new));
    sources.put(
        "jwkEndpointUrl",
        url(id, "jwkEndpointUrl", httpsRequired).map(url -> new KeySource.JwkSetUrl(url, fetch)));
    sources.put(
        "discoveryEndpointUrl",
        url(id, "discoveryEndpointUrl", httpsRequired)
            .map(url -> httpsRequired ? url : withoutTlsBehind(id, url))
            .map(url -> new KeySource.Discovery(url, httpsRequired, fetch)));
    sources.put("pemEndpointUrl", pemPerKid(id, httpsRequired, fetch).map(s -> s));
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

  Optional<KeyManagementKey> readKeyManagementKey() {
    Optional<KeyStoreConfig> store = optionalKeyStore("keyStoreRef");
    Optional<String> alias = settings.text("keyManagementKeyAlias");
    if (alias.isPresent() && !settings.has("keyStoreRef")) {
      settings.requiredText("keyStoreRef", "the id of the key store with keyManagementKeyAlias");
    }
    return store
        .flatMap(s -> alias.map(a -> new KeyManagementKey(s, a)))
        .filter(key -> settings.checked("keyManagementKeyAlias", key::load).isPresent());
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

  private Optional<KeySource.PemPerKid> pemPerKid(
      String id, boolean httpsRequired, FetchSettings fetch) {
    Optional<String> template = settings.text("pemEndpointUrl");
    Optional<String> pattern =
        settings.read("kidPattern", text -> TextPattern.parse(text).pattern().pattern());
    if (template.isPresent() && !settings.has("kidPattern")) {
      settings.requiredText(
          "kidPattern", "the pattern that a kid must match before it is put into pemEndpointUrl");
    }
    return template
        .filter(text -> checkedTemplate(id, text, httpsRequired))
        .flatMap(text -> pattern.map(p -> new KeySource.PemPerKid(text, p, fetch)));
  }

  private boolean checkedTemplate(String id, String template, boolean httpsRequired) {
    return settings
        .checked(
            "pemEndpointUrl",
            () -> withoutTls(id, WebAddress.parseTemplate(template, httpsRequired)))
        .isPresent();
  }

  private Optional<KeyStoreConfig> tlsTrustStore() {
    return optionalKeyStore("jwkTrustStoreRef")
        .filter(store -> settings.checked("jwkTrustStoreRef", store::openTrusted).isPresent());
  }

  private Optional<Path> path(String name) {
    return settings.read(name, text -> SettingsObject.resolve(baseDirectory, text));
  }

  private Optional<URI> url(String id, String name, boolean httpsRequired) {
    return settings.read(name, text -> checkedUrl(id, text, httpsRequired));
  }

  private Optional<KeyStoreConfig> optionalKeyStore(String name) {
    return settings.read(
        name,
        ref ->
            Optional.ofNullable(keyStores.get(ref))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "\"" + ref + "\" is not the id of a key store")));
  }

  private URI checkedUrl(String id, String text, boolean httpsRequired) {
    return withoutTls(id, WebAddress.parse(text, httpsRequired));
  }

  /** Warns about an address without TLS. */
  private URI withoutTls(String id, URI url) {
    if ("http".equalsIgnoreCase(url.getScheme())) {
      warnings.add(
          new ConfigProblem(
              id + ".httpsRequired",
              "the keys are fetched without TLS: an attacker on the network can replace them"));
    }
    return url;
  }

  /** Warns that metadata, fetched with TLS, may name keys that are fetched without it. */
  private URI withoutTlsBehind(String id, URI url) {
    if ("https".equalsIgnoreCase(url.getScheme())) {
      warnings.add(
          new ConfigProblem(
              id + ".httpsRequired",
              "the metadata may name an address of keys without TLS: an attacker on the"
                  + " network can replace the keys"));
    }
    return url;
  }
}
