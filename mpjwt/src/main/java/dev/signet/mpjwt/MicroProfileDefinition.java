package dev.signet.mpjwt;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.container.ConfigSource;
import dev.signet.crypto.GivenKeys;
import dev.signet.crypto.KeyManagementKey;
import dev.signet.settings.ConfigProblem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.config.Names;

/**
 * The definition of an issuer that the settings {@code mp.jwt.*} amount to, read by the checks of
 * {@code signet.json}. A mistake is reported under the name of its property.
 */
record MicroProfileDefinition(ConfigValues values, KeyPlaces places, Path baseDirectory)
    implements ConfigSource {
  private static final String SOURCE = "mp.jwt.* of MicroProfile Config";
  private static final String PATH = "issuers[0].";

  /** For proxies that cannot be changed; MicroProfile JWT has no name for it. */
  static final String SHORT_KEYS = "signet.allowRsaKeysBelow2048Bits";

  /** Where Signet's name differs only in being Signet's. */
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("issuerIdentifier", Names.ISSUER),
          Map.entry("audiences", Names.AUDIENCES),
          Map.entry("signatureAlgorithm", Names.VERIFIER_PUBLIC_KEY_ALGORITHM),
          Map.entry("jwkEndpointUrl", Names.VERIFIER_PUBLIC_KEY_LOCATION),
          Map.entry("publicKeyLocation", Names.VERIFIER_PUBLIC_KEY_LOCATION),
          Map.entry("trustAliasName", Names.VERIFIER_PUBLIC_KEY_LOCATION),
          Map.entry("headerName", Names.TOKEN_HEADER),
          Map.entry("cookieName", Names.TOKEN_COOKIE),
          Map.entry("clockSkew", Names.CLOCK_SKEW),
          Map.entry("maxTokenAge", Names.TOKEN_AGE),
          Map.entry("allowRsaKeysBelow2048Bits", SHORT_KEYS));

  @Override
  public SignetConfig load() throws ConfigException {
    try {
      Map<String, Object> definition = definition();
      GivenKeys keys = new GivenKeys(verification(definition), decryption());
      return SignetConfig.of(Map.of("issuers", List.of(definition)), SOURCE, baseDirectory, keys);
    } catch (ConfigException e) {
      throw new ConfigException(
          SOURCE, e.problems().stream().map(MicroProfileDefinition::named).toList());
    } catch (PropertyException e) {
      throw new ConfigException(SOURCE, List.of(e.problem()));
    }
  }

  private static ConfigProblem named(ConfigProblem problem) {
    String setting = problem.path().startsWith(PATH) ? problem.path().substring(PATH.length()) : "";
    String property = PROPERTIES.get(setting.replaceFirst("\\[.*", ""));
    return property == null ? problem : new ConfigProblem(property, problem.message());
  }

  private Map<String, Object> definition() throws PropertyException {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("id", "MicroProfile");
    definition.put("inboundPropagation", "supported");
    put(definition, "issuerIdentifier", Names.ISSUER);
    definition.put(
        "audiences",
        values
            .get(Names.AUDIENCES)
            .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
            .orElse(List.of("ALL_AUDIENCES")));
    definition.put(
        "signatureAlgorithm", values.get(Names.VERIFIER_PUBLIC_KEY_ALGORITHM).orElse("RS256"));
    putPlace(definition);
    definition.put("userIdentifier", List.of("upn", "preferred_username", "sub"));
    definition.put("clockSkew", seconds(Names.CLOCK_SKEW).orElse(0L));
    Optional<Long> age = seconds(Names.TOKEN_AGE);
    if (age.isPresent()) {
      definition.put("maxTokenAge", age.get());
    }
    values
        .get(SHORT_KEYS)
        .ifPresent(text -> definition.put("allowRsaKeysBelow2048Bits", Boolean.parseBoolean(text)));
    return definition;
  }

  private void put(Map<String, Object> definition, String setting, String property) {
    values.get(property).ifPresent(text -> definition.put(setting, text));
  }

  /**
   * Where the token is (section 9.2.1): a cookie counts only where the header is {@code Cookie}.
   */
  private void putPlace(Map<String, Object> definition) {
    String header = values.get(Names.TOKEN_HEADER).orElse("Authorization");
    if (header.equalsIgnoreCase("Cookie")) {
      definition.put("cookieName", values.get(Names.TOKEN_COOKIE).orElse("Bearer"));
    } else {
      definition.put("headerName", header);
    }
  }

  private Optional<Long> seconds(String property) throws PropertyException {
    Optional<String> text = values.get(property);
    try {
      return text.map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new PropertyException(property, "is not a number of seconds");
    }
  }

  /** The key itself, unless it is fetched over HTTP; the address goes into the definition. */
  private Optional<String> verification(Map<String, Object> definition) throws PropertyException {
    Optional<String> key = values.get(Names.VERIFIER_PUBLIC_KEY);
    Optional<String> location = values.get(Names.VERIFIER_PUBLIC_KEY_LOCATION);
    if (key.isPresent() == location.isPresent()) {
      throw new PropertyException(
          Names.VERIFIER_PUBLIC_KEY_LOCATION,
          "either it or "
              + Names.VERIFIER_PUBLIC_KEY
              + " must be set, to say where the key is, and not both");
    }
    if (location.filter(KeyPlaces::isAddress).isPresent()) {
      definition.put("jwkEndpointUrl", location.get());
      definition.put(
          "httpsRequired", !location.get().toLowerCase(java.util.Locale.ROOT).startsWith("http:"));
      return Optional.empty();
    }
    return key.isPresent()
        ? key.map(KeyPlaces::plain)
        : Optional.of(KeyPlaces.plain(read(Names.VERIFIER_PUBLIC_KEY_LOCATION, location.get())));
  }

  private String read(String property, String location) throws PropertyException {
    try {
      return places.read(location);
    } catch (IllegalArgumentException e) {
      throw new PropertyException(property, String.valueOf(e.getMessage()));
    }
  }

  private Optional<KeyManagementKey> decryption() throws PropertyException {
    Optional<String> location = values.get(Names.DECRYPTOR_KEY_LOCATION);
    if (location.isEmpty()) {
      return Optional.empty();
    }
    if (KeyPlaces.isAddress(location.get())) {
      throw new PropertyException(
          Names.DECRYPTOR_KEY_LOCATION,
          "is an address: a private key is not fetched, name a file or a place on the class path");
    }
    Set<String> algorithms =
        values.get(Names.DECRYPTOR_KEY_ALGORITHM).map(Set::of).orElse(Set.of());
    String text = read(Names.DECRYPTOR_KEY_LOCATION, location.get());
    try {
      return Optional.of(GivenKeys.decryption(text, algorithms));
    } catch (IllegalArgumentException e) {
      throw new PropertyException(Names.DECRYPTOR_KEY_LOCATION, String.valueOf(e.getMessage()));
    }
  }

  /** A mistake in one property. */
  private static final class PropertyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ConfigProblem problem;

    PropertyException(String property, String message) {
      super(message);
      this.problem = new ConfigProblem(property, message);
    }

    ConfigProblem problem() {
      return problem;
    }
  }
}
