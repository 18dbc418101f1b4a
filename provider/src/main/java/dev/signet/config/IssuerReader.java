package dev.signet.config;

import dev.signet.crypto.GivenKeys;
import dev.signet.crypto.KeyManagementKey;
import dev.signet.crypto.ServerParts;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.hop.TokenPropagation;
import dev.signet.mapping.IdentityRules;
import dev.signet.mapping.IdentityRulesReader;
import dev.signet.mapping.MappingTables;
import dev.signet.settings.AddressReader;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one definition of an issuer. */
final class IssuerReader {
  static final String HEADER_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private final String identifier;
  private final String id;
  private final SettingsObject settings;
  private final KeySourceReader keySources;
  private final IntrospectionReader introspections;
  private final MappingTables tables;
  private final AddressReader addresses;

  IssuerReader(
      SettingsObject definition,
      ServerParts parts,
      Path baseDirectory,
      MappingTables tables,
      Optional<GivenKeys> given) {
    this.identifier =
        definition.requiredText("issuerIdentifier", "the exact value of \"iss\" in the token");
    this.id = definition.text("id").orElse(identifier);
    this.settings = definition.named(id);
    this.addresses = new AddressReader(settings);
    this.keySources = new KeySourceReader(settings, parts, baseDirectory, addresses, given);
    this.introspections = new IntrospectionReader(settings, addresses);
    this.tables = tables;
  }

  /** The definition, or empty where a required part could not be read. */
  Optional<IssuerConfig> read() {
    settings.text("table");
    Propagation propagation = propagation();
    TokenSource tokenSource = new TokenSource(locations(), ChannelReader.read(settings));
    Preset preset = new PresetReader(settings).read();
    ClaimRules claims = new ClaimRulesReader(settings).read(preset);
    Optional<IntrospectionSettings> introspection = introspections.read(keySources::fetch);
    boolean isAsked = introspection.filter(IntrospectionSettings::isAlone).isPresent();
    Set<SignatureAlgorithm> algorithms = isAsked ? Set.of() : algorithms();
    boolean shortRsaKeys = shortRsaKeys();
    Optional<KeySource> keySource =
        isAsked ? Optional.of(keySources.refuseKeys()) : keySources.read(algorithms, shortRsaKeys);
    Optional<KeyManagementKey> keyManagementKey =
        isAsked ? Optional.empty() : keySources.readKeyManagementKey();
    IdentityRules identity = new IdentityRulesReader(settings, tables).read(identifier);
    Optional<BackchannelLogout> logout =
        BackchannelLogoutReader.read(settings, claims, preset, isAsked);
    Optional<TokenPropagation> kept =
        TokenPropagation.read(settings, addresses.httpsRequired(), tokenSource.onlyHeader());
    settings.refuseUnknownNames();
    return keySource.map(
        keys ->
            new IssuerConfig(
                id,
                propagation,
                tokenSource,
                identifier,
                algorithms,
                keys,
                shortRsaKeys,
                keyManagementKey,
                introspection,
                claims,
                identity,
                logout,
                kept,
                preset));
  }

  private Propagation propagation() {
    return settings.choice("inboundPropagation", Propagation.class).orElse(Propagation.REQUIRED);
  }

  /** Liberty's rule: the header {@code Authorization} unless another place is named. */
  private Set<TokenLocation> locations() {
    Set<TokenLocation> locations = new LinkedHashSet<>();
    settings
        .read("headerName", text -> Texts.matching(text, HEADER_NAME, "is not a name of a header"))
        .ifPresent(name -> locations.add(new TokenLocation.Header(name)));
    settings
        .read("cookieName", text -> Texts.matching(text, HEADER_NAME, "is not a name of a cookie"))
        .ifPresent(name -> locations.add(new TokenLocation.Cookie(name)));
    if (locations.isEmpty()) {
      locations.add(new TokenLocation.Header(TokenLocation.AUTHORIZATION));
    }
    return locations;
  }

  private Set<SignatureAlgorithm> algorithms() {
    Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
    List<String> names = settings.words("signatureAlgorithm", SignatureAlgorithm.names());
    if (!settings.has("signatureAlgorithm")) {
      settings.requiredText(
          "signatureAlgorithm",
          "one or several of " + String.join(", ", SignatureAlgorithm.names()));
    }
    names.forEach(name -> SignatureAlgorithm.named(name).ifPresent(algorithms::add));
    return algorithms;
  }

  private boolean shortRsaKeys() {
    boolean allowed = settings.flag("allowRsaKeysBelow2048Bits", false);
    if (allowed) {
      settings.warn(
          "allowRsaKeysBelow2048Bits",
          "short RSA keys are accepted: an attacker who breaks one can log in as any user");
    }
    return allowed;
  }
}
