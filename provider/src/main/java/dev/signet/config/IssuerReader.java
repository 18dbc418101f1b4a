package dev.signet.config;

import dev.signet.crypto.KeyManagementKey;
import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.mapping.IdentityRules;
import dev.signet.mapping.IdentityRulesReader;
import dev.signet.mapping.MappingTables;
import dev.signet.settings.Choice;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one definition of an issuer. */
final class IssuerReader {
  static final String HEADER_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private final SettingsObject settings;
  private final KeySourceReader keySources;
  private final MappingTables tables;
  private final List<ConfigProblem> warnings;

  IssuerReader(
      SettingsObject settings,
      Map<String, KeyStoreConfig> keyStores,
      Path baseDirectory,
      MappingTables tables,
      List<ConfigProblem> warnings) {
    this.settings = settings;
    this.keySources = new KeySourceReader(settings, keyStores, baseDirectory, warnings);
    this.tables = tables;
    this.warnings = warnings;
  }

  String issuerIdentifier() {
    return settings.requiredText("issuerIdentifier", "the exact value of \"iss\" in the token");
  }

  /** The definition, or empty where a required part could not be read. */
  Optional<IssuerConfig> read() {
    settings.text("table");
    String identifier = settings.text("issuerIdentifier").orElse("");
    String id = settings.text("id").orElse(identifier);
    Propagation propagation = propagation();
    TokenSource arrival = new TokenSource(transports(), ChannelReader.read(settings));
    Preset preset = new PresetReader(settings).read();
    ClaimRules claims = new ClaimRulesReader(settings, id, warnings).read(preset);
    Optional<IntrospectionSettings> introspection = keySources.readIntrospection(id);
    boolean isAsked = introspection.filter(IntrospectionSettings::isAlone).isPresent();
    Set<SignatureAlgorithm> algorithms = isAsked ? Set.of() : algorithms();
    boolean shortRsaKeys = shortRsaKeys(id);
    Optional<KeySource> keySource =
        isAsked
            ? Optional.of(keySources.readNoKeys())
            : keySources.read(id, algorithms, shortRsaKeys);
    Optional<KeyManagementKey> keyManagementKey =
        isAsked ? Optional.empty() : keySources.readKeyManagementKey();
    IdentityRules identity =
        new IdentityRulesReader(settings, tables, warnings).read(id, identifier);
    settings.refuseUnknownNames();
    return keySource.map(
        keys ->
            new IssuerConfig(
                id,
                propagation,
                arrival,
                identifier,
                algorithms,
                keys,
                shortRsaKeys,
                keyManagementKey,
                introspection,
                claims,
                identity,
                preset));
  }

  private Propagation propagation() {
    return settings
        .read("inboundPropagation", text -> Choice.of(Propagation.class, text))
        .orElse(Propagation.REQUIRED);
  }

  /** Liberty's rule: the header {@code Authorization} unless another place is named. */
  private Set<TokenLocation> transports() {
    Set<TokenLocation> transports = new LinkedHashSet<>();
    settings
        .read("headerName", text -> Texts.matching(text, HEADER_NAME, "is not a name of a header"))
        .ifPresent(name -> transports.add(new TokenLocation.Header(name)));
    settings
        .read("cookieName", text -> Texts.matching(text, HEADER_NAME, "is not a name of a cookie"))
        .ifPresent(name -> transports.add(new TokenLocation.Cookie(name)));
    if (transports.isEmpty()) {
      transports.add(new TokenLocation.Header(TokenLocation.AUTHORIZATION));
    }
    return transports;
  }

  private Set<SignatureAlgorithm> algorithms() {
    Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
    List<String> names = settings.texts("signatureAlgorithm");
    if (names.isEmpty()) {
      settings.requiredText(
          "signatureAlgorithm", "one or several of " + SignatureAlgorithm.names());
    }
    for (String name : names) {
      SignatureAlgorithm.named(name)
          .ifPresentOrElse(
              algorithms::add,
              () ->
                  settings.problem(
                      "signatureAlgorithm",
                      "\"" + name + "\" is not one of " + SignatureAlgorithm.names()));
    }
    return algorithms;
  }

  private boolean shortRsaKeys(String id) {
    boolean allowed = settings.flag("allowRsaKeysBelow2048Bits", false);
    if (allowed) {
      warnings.add(
          new ConfigProblem(
              id + ".allowRsaKeysBelow2048Bits",
              "short RSA keys are accepted: an attacker who breaks one can log in as any user"));
    }
    return allowed;
  }
}
