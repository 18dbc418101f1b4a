package dev.signet.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one definition of an issuer. */
final class IssuerReader {
  private static final Duration DEFAULT_SKEW = Duration.ofSeconds(60);
  private static final Duration MAX_SKEW = Duration.ofMinutes(10);
  private static final String HEADER_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private static final String REALM_NAME = "[^\\s\\p{Cntrl}\"\\\\]+";

  private final SettingsObject settings;
  private final KeySourceReader keySources;
  private final List<ConfigProblem> warnings;

  IssuerReader(
      SettingsObject settings,
      Map<String, KeyStoreConfig> keyStores,
      Path baseDirectory,
      List<ConfigProblem> warnings) {
    this.settings = settings;
    this.keySources = new KeySourceReader(settings, keyStores, baseDirectory, warnings);
    this.warnings = warnings;
  }

  String issuerIdentifier() {
    return settings.requiredText("issuerIdentifier", "the exact value of \"iss\" in the token");
  }

  /** The definition, or empty where a part without which there is none could not be read. */
  Optional<IssuerConfig> read() {
    String identifier = settings.text("issuerIdentifier").orElse("");
    String id = settings.text("id").orElse(identifier);
    Propagation propagation = propagation();
    Set<TokenTransport> transports = transports();
    Preset preset = new PresetReader(settings).read();
    Set<String> audiences = audiences(id, preset);
    Set<SignatureAlgorithm> algorithms = algorithms();
    boolean shortRsaKeys = shortRsaKeys(id);
    Optional<KeySource> keySource = keySources.read(id, algorithms, shortRsaKeys);
    Optional<KeyManagementKey> keyManagementKey = keySources.readKeyManagementKey();
    String realm = realm(identifier);
    ClaimPath user = claimPath("userIdentifier", "sub");
    ClaimPath groups = claimPath("groupIdentifier", "groups");
    Optional<String> groupSeparator = groupSeparator();
    ClaimPath session = claimPath("sessionIdentifier", "sess");
    Duration skew = clockSkew();
    Map<String, List<String>> groupToRoles = settings.table("groupToRoles");
    tokenReuse();
    settings.refuseUnknownNames();
    return keySource.map(
        keys ->
            new IssuerConfig(
                id,
                propagation,
                transports,
                identifier,
                audiences,
                algorithms,
                keys,
                shortRsaKeys,
                keyManagementKey,
                realm,
                user,
                groups,
                groupSeparator,
                session,
                skew,
                groupToRoles,
                preset));
  }

  /** It gets into challenges and access ids, so an identifier that stands for it is checked too. */
  private String realm(String identifier) {
    return settings
        .read("realmName", text -> matching(text, REALM_NAME, "holds a quote or a blank"))
        .or(
            () ->
                settings.checked(
                    "issuerIdentifier",
                    () ->
                        matching(
                            identifier,
                            REALM_NAME + "|",
                            "holds a quote or a blank and cannot be the realm: set realmName")))
        .orElse(identifier);
  }

  private Propagation propagation() {
    return settings
        .read(
            "inboundPropagation",
            text ->
                Stream.of(Propagation.values())
                    .filter(p -> p.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(
                        () -> new IllegalArgumentException("must be required, supported or none")))
        .orElse(Propagation.REQUIRED);
  }

  /** Liberty's rule: the header {@code Authorization} unless another place is named. */
  private Set<TokenTransport> transports() {
    Set<TokenTransport> transports = new LinkedHashSet<>();
    settings
        .read("headerName", text -> matching(text, HEADER_NAME, "is no name of a header"))
        .ifPresent(name -> transports.add(new TokenTransport.Header(name)));
    settings
        .read("cookieName", text -> matching(text, HEADER_NAME, "is no name of a cookie"))
        .ifPresent(name -> transports.add(new TokenTransport.Cookie(name)));
    if (transports.isEmpty()) {
      transports.add(new TokenTransport.Header(TokenTransport.AUTHORIZATION));
    }
    return transports;
  }

  private static String matching(String text, String pattern, String otherwise) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(otherwise);
    }
    return text;
  }

  private Set<String> audiences(String id, Preset preset) {
    List<String> audiences = settings.texts("audiences");
    if (preset instanceof Preset.AwsAlb) {
      if (settings.has("audiences")) {
        settings.problem("audiences", "is not in these tokens: signer and client take its place");
      }
    } else if (audiences.isEmpty()) {
      settings.requiredText(
          "audiences", "a value \"aud\" must hold, or ALL_AUDIENCES to accept tokens for anybody");
    } else if (audiences.contains(IssuerConfig.ALL_AUDIENCES)) {
      if (audiences.size() > 1) {
        settings.problem("audiences", "holds ALL_AUDIENCES and others: say one or the other");
      }
      warnings.add(new ConfigProblem(id + ".audiences", "tokens for any audience are accepted"));
    }
    return Set.copyOf(audiences);
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
                      "\"" + name + "\" is none of " + SignatureAlgorithm.names()));
    }
    return algorithms;
  }

  private boolean shortRsaKeys(String id) {
    boolean allowed = settings.flag("allowRsaKeysBelow2048Bits", false);
    if (allowed) {
      warnings.add(
          new ConfigProblem(
              id + ".allowRsaKeysBelow2048Bits",
              "short RSA keys are accepted: whoever can break one is any user he likes"));
    }
    return allowed;
  }

  private ClaimPath claimPath(String name, String otherwise) {
    return settings.read(name, ClaimPath::parse).orElseGet(() -> ClaimPath.parse(otherwise));
  }

  private Optional<String> groupSeparator() {
    return settings.read(
        "groupSeparator",
        text -> {
          String separator = text.equals("space") ? " " : text;
          return matching(separator, "[ ,;|]", "must be one of , ; | or the word space");
        });
  }

  private Duration clockSkew() {
    Duration skew = settings.duration("clockSkew", DEFAULT_SKEW);
    if (skew.compareTo(MAX_SKEW) > 0) {
      settings.problem("clockSkew", "is longer than " + MAX_SKEW.toSeconds() + " seconds");
    }
    return skew;
  }

  private void tokenReuse() {
    if (!settings.flag("tokenReuse", true)) {
      settings.problem("tokenReuse", "single use (false) is not available in this version");
    }
  }
}
