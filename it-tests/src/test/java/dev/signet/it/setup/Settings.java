package dev.signet.it.setup;

import dev.signet.it.server.Server;
import dev.signet.it.tokens.Tokens;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code signet.json} to be: the seed's, changed in what a test is about. Immutable. */
public record Settings(Map<String, Object> issuer, Map<String, Object> others) {

  public Settings {
    issuer = Collections.unmodifiableMap(new LinkedHashMap<>(issuer));
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  public static Settings seed() {
    Map<String, Object> issuer = new LinkedHashMap<>();
    issuer.put("id", "RS");
    issuer.put("headerName", "jwt");
    issuer.put("issuerIdentifier", Tokens.ISSUER);
    issuer.put("audiences", List.of("ALL_AUDIENCES"));
    issuer.put("signatureAlgorithm", "RS256");
    issuer.put("trustStoreRef", "trust");
    issuer.put("trustAliasName", "rsakey1");
    issuer.put("realmName", "defaultRealm");
    Settings seed = new Settings(issuer, Map.of()).withKeyStore(Server.keyStore().toString());
    return ClusteredSuite.cache().map(cache -> seed.withTop("cache", cache)).orElse(seed);
  }

  /** The seed with the key from somewhere else. */
  public static Settings keyFrom(String setting, Object value) {
    return seed().without("trustStoreRef").without("trustAliasName").with(setting, value);
  }

  public Settings with(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(issuer);
    changed.put(name, value);
    return new Settings(changed, others);
  }

  public Settings without(String name) {
    Map<String, Object> changed = new LinkedHashMap<>(issuer);
    changed.remove(name);
    return new Settings(changed, others);
  }

  public Settings withKeyStore(String location) {
    return withTop(
        "keyStores",
        List.of(
            Map.of("id", "trust", "location", location, "password", "${env.KEYSTORE_PASSWORD}")));
  }

  public Settings withTop(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(others);
    changed.put(name, value);
    return new Settings(issuer, changed);
  }

  /** Writes the file and says where it is. */
  public Path writeTo(String name) {
    Map<String, Object> all = new LinkedHashMap<>(others);
    all.put("issuers", List.of(issuer));
    return write(name, Json.createObjectBuilder(all).build().toString());
  }

  public static Path write(String name, String text) {
    try {
      Path folder = Files.createDirectories(Server.target().resolve("configurations"));
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
