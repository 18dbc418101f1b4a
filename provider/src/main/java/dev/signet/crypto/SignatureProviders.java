package dev.signet.crypto;

import dev.signet.settings.SettingsObject;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The security providers that verify signatures before those of the platform do, in the order in
 * which they are tried. They are used for verification alone and are not installed: nothing else in
 * the server sees them.
 *
 * @param inOrder empty where the platform verifies every signature
 */
public record SignatureProviders(List<Provider> inOrder) {
  private static final String NAME = "signatureProvider";

  /** Those of the platform alone. */
  public static final SignatureProviders NONE = new SignatureProviders(List.of());

  /** Copies the list. */
  public SignatureProviders {
    inOrder = List.copyOf(inOrder);
  }

  /**
   * Reads the setting {@code signatureProvider}: one name or several. A name is that of a provider
   * that is installed, or that is beside Signet's jar as a service ({@link ServiceLoader}), or the
   * class of one that is beside Signet's jar.
   *
   * @param root the configuration; a provider that is not there is a mistake in it
   * @return the providers that are there
   */
  public static SignatureProviders read(SettingsObject root) {
    return new SignatureProviders(
        root.texts(NAME).stream()
            .flatMap(name -> root.checked(NAME, () -> find(name)).stream())
            .toList());
  }

  private static Provider find(String name) {
    try {
      return Optional.ofNullable(Security.getProvider(name))
          .or(() -> beside(name))
          .or(() -> ofClass(name))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "\""
                          + name
                          + "\" is no security provider that is installed, and none beside Signet's"
                          + " jar by its name or its class; installed are "
                          + installed()));
    } catch (LinkageError | ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" cannot be loaded: its native library may be for another operating system,"
              + " processor or C library",
          e);
    }
  }

  private static Optional<Provider> beside(String name) {
    return ServiceLoader.load(Provider.class, SignatureProviders.class.getClassLoader()).stream()
        .filter(provider -> provider.type().getModule().getLayer() != ModuleLayer.boot())
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.getName().equals(name))
        .findFirst();
  }

  private static Optional<Provider> ofClass(String name) {
    try {
      Class<?> type = Class.forName(name, true, SignatureProviders.class.getClassLoader());
      return Provider.class.isAssignableFrom(type)
          ? Optional.of(type.asSubclass(Provider.class).getConstructor().newInstance())
          : Optional.empty();
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private static String installed() {
    return Arrays.stream(Security.getProviders())
        .map(Provider::getName)
        .collect(Collectors.joining(", "));
  }
}
