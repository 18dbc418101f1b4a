package dev.signet.testing;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations: the seed's own, with a PEM key, changed in one point. */
public final class Configs {
  private final Path directory;
  private final Map<String, @Nullable Object> issuer = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> root = new LinkedHashMap<>();

  private Configs(Path directory) {
    this.directory = directory;
    issuer.put("id", "webseal");
    issuer.put("inboundPropagation", "required");
    issuer.put("headerName", "jwt");
    issuer.put("issuerIdentifier", Tokens.ISSUER);
    issuer.put("audiences", List.of("ALL_AUDIENCES"));
    issuer.put("signatureAlgorithm", "RS256");
    issuer.put("realmName", "defaultRealm");
    root.put("issuers", List.of(issuer));
  }

  /** Trusts the RSA test key, in a PEM file in a folder. */
  public static Configs in(Path directory) {
    return new Configs(directory).key(TestKeys.RSA);
  }

  public Configs key(KeyPair keys) {
    try {
      String file = "key-" + Integer.toHexString(keys.hashCode()) + ".pem";
      TestKeys.pem(directory.resolve(file), "PUBLIC KEY", keys.getPublic().getEncoded());
      return issuer("publicKeyLocation", file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public Configs issuer(String name, @Nullable Object value) {
    issuer.put(name, value);
    return this;
  }

  public Configs without(String name) {
    issuer.remove(name);
    return this;
  }

  public Configs root(String name, @Nullable Object value) {
    root.put(name, value);
    return this;
  }

  /** The settings of the one issuer, to build a second from. */
  public Map<String, @Nullable Object> issuerSettings() {
    return new LinkedHashMap<>(issuer);
  }

  public SignetConfig load() {
    try {
      return tryLoad();
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  public SignetConfig tryLoad() throws ConfigException {
    return load(directory, Tokens.json(root));
  }

  public static SignetConfig load(Path directory, String json) throws ConfigException {
    try {
      return SignetConfig.load(Files.writeString(directory.resolve("signet.json"), json));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
