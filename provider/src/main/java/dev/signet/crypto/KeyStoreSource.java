package dev.signet.crypto;

import dev.signet.settings.FileState;
import dev.signet.settings.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a key store is, and what opens it: a file, whose content says whether it is PKCS12 or JKS;
 * or a store of the platform, such as a key ring of RACF under {@code safkeyring://}, with the type
 * that a security provider of this Java runtime knows.
 *
 * @param file the file; empty for a store of the platform
 * @param address where a store of the platform is; empty where its type alone says that
 * @param type the type of the store; empty where the content of a file says it
 * @param provider the name of the security provider; empty where any may open the type
 */
public record KeyStoreSource(
    Optional<Path> file, Optional<URI> address, Optional<String> type, Optional<String> provider) {
  /** Documents and archives, which are no key stores of the platform. */
  private static final Set<String> REFUSED_SCHEMES =
      Set.of("file", "ftp", "http", "https", "jar", "jmod", "jrt", "mailto");

  private static final String ADDRESS = "[A-Za-z][A-Za-z0-9+.-]+://.*";

  /** A file of type PKCS12 or JKS. */
  public static KeyStoreSource file(Path file) {
    return new KeyStoreSource(
        Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether a location is an address, and no file. */
  public static boolean isAddress(String location) {
    return location.matches(ADDRESS);
  }

  /**
   * Reads the address of a store of the platform.
   *
   * @throws IllegalArgumentException where it is the address of a document, or this Java runtime
   *     has nothing that reads such addresses
   */
  public static URI address(String location) {
    String scheme = location.substring(0, location.indexOf(':')).toLowerCase(Locale.ROOT);
    if (REFUSED_SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException(
          "must be a file, or a store of the platform such as safkeyring:///RING; what is behind "
              + scheme
              + " is not read as a key store");
    }
    try {
      URI address = URI.create(location);
      Objects.requireNonNull(address.toURL());
      return address;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a valid address", e);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "this Java runtime cannot read addresses with "
              + scheme
              + "://; the system property java.protocol.handler.pkgs must name the package of the"
              + " security provider that can",
          e);
    }
  }

  /**
   * A type that a security provider knows.
   *
   * @throws IllegalArgumentException where none does
   */
  public static String type(String type, Optional<String> provider) {
    Set<String> known =
        Arrays.stream(
                provider
                    .map(KeyStoreSource::installed)
                    .map(p -> new Provider[] {p})
                    .orElseGet(Security::getProviders))
            .flatMap(p -> p.getServices().stream())
            .filter(service -> service.getType().equals("KeyStore"))
            .map(Provider.Service::getAlgorithm)
            .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    if (!known.contains(type)) {
      throw new IllegalArgumentException(
          "is no type of key store that "
              + provider.map(name -> "the security provider " + name).orElse("this Java runtime")
              + " knows; it knows "
              + String.join(", ", known));
    }
    return type;
  }

  /**
   * The name of a security provider that is installed.
   *
   * @throws IllegalArgumentException where it is not
   */
  public static String provider(String name) {
    return installed(name).getName();
  }

  private static Provider installed(String name) {
    return Optional.ofNullable(Security.getProvider(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is no security provider of this Java runtime; it has "
                        + Arrays.stream(Security.getProviders())
                            .map(Provider::getName)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * Refuses a file that cannot be opened.
   *
   * @throws IllegalArgumentException with a message that names it
   */
  void refuseUnreadable() {
    file.ifPresent(f -> Unreadable.refuse("the key store", f));
  }

  /** What stands for the content of the file; empty for a store of the platform. */
  Optional<String> fingerprint() {
    return file.map(FileState::fingerprint);
  }

  /** Reads the store. A store of the platform may need no password. */
  KeyStore load(char @Nullable [] password) throws IOException, GeneralSecurityException {
    if (file.isPresent() && type.isEmpty()) {
      return KeyStore.getInstance(file.get().toFile(), password);
    }
    KeyStore store =
        provider.isPresent()
            ? KeyStore.getInstance(type.orElseThrow(), provider.get())
            : KeyStore.getInstance(type.orElseThrow());
    try (InputStream content = content()) {
      store.load(content, password);
    }
    return store;
  }

  private @Nullable InputStream content() throws IOException {
    if (file.isPresent()) {
      return Files.newInputStream(file.get());
    }
    return address.isPresent() ? address.get().toURL().openStream() : null;
  }

  /** What a store that cannot be opened may be. */
  String whyNot() {
    return type.isPresent()
        ? "it is no store of type " + type.get() + ", may not be read, or the password is wrong"
        : "it is neither PKCS12 nor JKS, or the password is wrong";
  }

  /** The file, the address, or the type. */
  @Override
  public String toString() {
    return file.map(Path::toString)
        .or(() -> address.map(URI::toString))
        .orElseGet(() -> "of type " + type.orElse("unknown"));
  }
}
