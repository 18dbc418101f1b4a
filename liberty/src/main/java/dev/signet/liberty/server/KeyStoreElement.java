package dev.signet.liberty.server;

import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.KeyStoreSource;
import dev.signet.crypto.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element {@code <keyStore>}, read as Liberty reads it: the same file, password and type.
 *
 * @param attributes with the defaults that Liberty has added
 * @param configuration {@code ${server.config.dir}}
 * @param output {@code ${server.output.dir}}
 */
record KeyStoreElement(Dictionary<String, Object> attributes, Path configuration, Path output) {
  private static final String DEFAULT = "defaultKeyStore";
  private static final String SECURITY = "resources/security";

  /** The content of a file says which of them it is. */
  private static final Set<String> BY_CONTENT = Set.of("PKCS12", "JKS");

  /** The address of a key ring has another scheme with each Java of z/OS. Liberty takes both. */
  private static final List<Map.Entry<String, String>> KEY_RINGS =
      List.of(
          Map.entry("safkeyring:", "safkeyringjce:"),
          Map.entry("safkeyringhybrid:", "safkeyringjcehybrid:"),
          Map.entry("safkeyringhw:", "safkeyringjcecca:"));

  /** Liberty has one without a password until somebody sets one, and makes no use of it. */
  boolean isSetUp() {
    return !id().equals(DEFAULT) || password().isPresent();
  }

  String id() {
    return text("id").orElse("");
  }

  /**
   * The key store that the element describes, not opened yet.
   *
   * @throws IllegalArgumentException where nothing on this server can open it
   */
  KeyStoreConfig described() {
    Optional<String> provider = text("provider").map(KeyStoreSource::provider);
    String type = text("type").orElse("PKCS12");
    String location =
        text("location")
            .orElseThrow(() -> new IllegalArgumentException("has no location in server.xml"));
    KeyStoreSource source =
        isFile(location)
            ? ofFile(file(location), type, provider)
            : new KeyStoreSource(
                Optional.empty(),
                Optional.of(address(location)),
                Optional.of(KeyStoreSource.type(type, provider)),
                provider);
    return new KeyStoreConfig(id(), source, password(), keyPasswords());
  }

  private boolean isFile(String location) {
    return !Boolean.FALSE.equals(attributes.get("fileBased"))
        && !KeyStoreSource.isAddress(location);
  }

  private static KeyStoreSource ofFile(Path file, String type, Optional<String> provider) {
    if (BY_CONTENT.contains(type.toUpperCase(Locale.ROOT)) && provider.isEmpty()) {
      return KeyStoreSource.file(file);
    }
    return new KeyStoreSource(
        Optional.of(file),
        Optional.empty(),
        Optional.of(KeyStoreSource.type(type, provider)),
        provider);
  }

  /** A relative one is looked for in the server's folders for key stores. */
  private Path file(String location) {
    Path written = Path.of(location);
    Path folder = output.resolve(SECURITY);
    if (written.isAbsolute()) {
      Path before = folder.resolve("key.jks");
      boolean isNew = written.normalize().equals(folder.resolve("key.p12").normalize());
      return id().equals(DEFAULT) && isNew && Files.exists(before) ? before : written.normalize();
    }
    Path configured = configuration.resolve(SECURITY).resolve(written);
    return Files.isRegularFile(configured) ? configured : folder.resolve(written);
  }

  /** As it is written, or with the other scheme of the same kind of key ring. */
  private static URI address(String location) {
    try {
      return KeyStoreSource.address(location);
    } catch (IllegalArgumentException e) {
      Optional<String> other = otherScheme(location);
      if (other.isEmpty()) {
        throw e;
      }
      return KeyStoreSource.address(other.get());
    }
  }

  private static Optional<String> otherScheme(String location) {
    for (Map.Entry<String, String> pair : KEY_RINGS) {
      if (location.startsWith(pair.getKey())) {
        return Optional.of(pair.getValue() + location.substring(pair.getKey().length()));
      }
      if (location.startsWith(pair.getValue())) {
        return Optional.of(pair.getKey() + location.substring(pair.getValue().length()));
      }
    }
    return Optional.empty();
  }

  /** That of the default key store may be in the environment. */
  private Optional<Secret> password() {
    Optional<Secret> own = password("password");
    return own.isEmpty() && id().equals(DEFAULT)
        ? Optional.ofNullable(System.getenv("keystore_password")).map(Secret::new)
        : own;
  }

  private Map<String, Secret> keyPasswords() {
    Map<String, Secret> passwords = new HashMap<>();
    for (String name : Collections.list(attributes.keys())) {
      if (name.matches("keyEntry\\.[0-9]+\\.name")) {
        String prefix = name.substring(0, name.length() - "name".length());
        password(prefix + "keyPassword")
            .ifPresent(p -> passwords.put(String.valueOf(attributes.get(name)), p));
      }
    }
    return passwords;
  }

  private Optional<Secret> password(String name) {
    @Nullable Object value = attributes.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Passwords.decode(value)).filter(p -> p.toCharArray().length > 0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "its " + name + " in server.xml " + String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name))
        .map(String::valueOf)
        .filter(text -> !text.isEmpty());
  }
}
