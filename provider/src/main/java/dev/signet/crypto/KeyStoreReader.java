package dev.signet.crypto;

import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads where a key store is. Its content is read by what refers to it. */
public final class KeyStoreReader {
  private static final String LOCATION = "location";
  private static final String TYPE = "type";

  private final SettingsObject settings;
  private final Path baseDirectory;

  /**
   * Reads one element of {@code keyStores}.
   *
   * @param settings the element; mistakes are added to it
   * @param baseDirectory the folder to which locations are relative
   */
  public KeyStoreReader(SettingsObject settings, Path baseDirectory) {
    this.settings = settings;
    this.baseDirectory = baseDirectory;
  }

  /**
   * Without {@code type} it is a file with a password; a type may need neither.
   *
   * @param id the name of the store
   * @return the store, not opened yet; empty where there was a mistake
   */
  public Optional<KeyStoreConfig> read(String id) {
    Optional<String> provider = settings.read("provider", KeyStoreSource::provider);
    boolean knowsProvider = provider.isPresent() == settings.has("provider");
    Optional<String> type =
        settings.read(TYPE, t -> knowsProvider ? KeyStoreSource.type(t, provider) : t);
    boolean hasType = settings.has(TYPE);
    if (!hasType && settings.has("provider")) {
      settings.requiredText(TYPE, "the type of the key store, which provider opens");
    }
    Optional<String> location = text(LOCATION, "the key store's file", hasType);
    Optional<Secret> password =
        text("password", "the password of the file, preferably as ${env.NAME}", hasType)
            .map(Secret::new);
    boolean isAddress = location.filter(KeyStoreSource::isAddress).isPresent();
    Optional<URI> address = isAddress ? settings.read(LOCATION, this::address) : Optional.empty();
    Optional<Path> file =
        isAddress
            ? Optional.empty()
            : location.flatMap(l -> settings.checked(LOCATION, () -> Texts.path(baseDirectory, l)));
    boolean isPlaced = location.isEmpty() ? hasType : address.isPresent() || file.isPresent();
    return isPlaced && knowsProvider && type.isPresent() == hasType
        ? Optional.of(
            new KeyStoreConfig(id, new KeyStoreSource(file, address, type, provider), password))
        : Optional.empty();
  }

  private Optional<String> text(String name, String why, boolean isOptional) {
    return isOptional
        ? settings.text(name)
        : Optional.of(settings.requiredText(name, why)).filter(text -> !text.isEmpty());
  }

  private URI address(String location) {
    URI address = KeyStoreSource.address(location);
    if (!settings.has(TYPE)) {
      throw new IllegalArgumentException(
          "is no file, so it takes the type of the key store, such as \"type\": \"JCERACFKS\"");
    }
    return address;
  }
}
