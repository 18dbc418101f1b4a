package dev.signet.test;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.mapping.ClaimPath;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one definition of a {@code signet.json} for tests, and what tokens take from it. Immutable.
 */
final class Definition {
  private static final List<String> OF_THE_KIT = List.of("jwkEndpointUrl", "httpsRequired");

  private static final String NOTICE =
      "// For tests, never for production: everyone who runs the tests is any user. Made by"
          + " signet-test.\n";

  private final Map<String, Object> members;

  private Definition(Map<String, Object> members) {
    this.members = members;
  }

  /**
   * Refuses settings that say where the key is.
   *
   * @throws IllegalArgumentException which names one
   */
  static void check(Map<String, Object> settings) {
    for (String name : OF_THE_KIT) {
      if (settings.containsKey(name)) {
        throw new IllegalArgumentException(name + ": is set by signet-test");
      }
    }
  }

  /** The kit's settings with these over them, and the key that is there. */
  static Definition of(Map<String, Object> settings, URI keySet) {
    Map<String, Object> all = defaults();
    all.putAll(settings);
    all.put("jwkEndpointUrl", keySet.toString());
    all.put("httpsRequired", false);
    return new Definition(all);
  }

  /** The algorithm of a key for these settings. */
  static String algorithm(Map<String, Object> settings) {
    return String.valueOf(settings.getOrDefault("signatureAlgorithm", "RS256"));
  }

  private static Map<String, Object> defaults() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", "signet-test");
    all.put("issuerIdentifier", "https://issuer.signet.test");
    all.put("audiences", "urn:signet-test");
    all.put("headerName", "jwt");
    all.put("signatureAlgorithm", "RS256");
    all.put("realmName", "defaultRealm");
    all.put("maxTokenLifetime", "1h");
    // a server that was started before these tests meets a key it does not know
    all.put("jwkMinRefreshInterval", 1);
    all.put("jwkUnknownKidInterval", 1);
    return all;
  }

  /** A setting that is a string, or the first of its strings. */
  String text(String name, String otherwise) {
    Object member = members.get(name);
    Object first = member instanceof List<?> list && !list.isEmpty() ? list.get(0) : member;
    return first instanceof String text ? text : otherwise;
  }

  /** At a path as {@code userIdentifier} has it: {@code a.b} goes into an object. */
  static void put(Map<String, @Nullable Object> claims, String path, Object value) {
    put(claims, ClaimPath.parse(path).names(), value);
  }

  private static void put(Map<String, @Nullable Object> claims, List<String> names, Object value) {
    String first = names.get(0);
    if (names.size() == 1) {
      claims.put(first, value);
      return;
    }
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    if (claims.get(first) instanceof Map<?, ?> known) {
      known.forEach((name, member) -> inner.put(String.valueOf(name), member));
    }
    put(inner, names.subList(1, names.size()), value);
    claims.put(first, inner);
  }

  /**
   * As Signet reads it.
   *
   * @throws IllegalArgumentException with every mistake
   */
  SignetConfig config() {
    try {
      return SignetConfig.of(
          Map.of("issuers", List.of(members)), "signet-test", Path.of("").toAbsolutePath());
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** As a file, with a comment that says what it is for. */
  String settings() {
    StringWriter text = new StringWriter();
    text.write(NOTICE);
    try (var writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.writeObject(Json.createObjectBuilder(Map.of("issuers", List.of(members))).build());
    }
    return text + "\n";
  }
}
