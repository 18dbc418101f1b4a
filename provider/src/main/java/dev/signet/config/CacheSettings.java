package dev.signet.config;

import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import dev.signet.settings.Unreadable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The engine that servers share state with, through JCache (JSR 107).
 *
 * @param provider the class of the engine's {@code CachingProvider}; empty where the only one
 *     beside Signet is taken
 * @param uri the engine's own configuration; empty where the engine finds it by itself
 * @param name the cache of used tokens
 */
public record CacheSettings(Optional<String> provider, Optional<URI> uri, String name) {
  private static final String WHY_NAME = "the name of the cache that remembers used tokens";

  /** Two letters at least: a single one is a drive of Windows. */
  private static final String WITH_SCHEME = "[A-Za-z][A-Za-z0-9+.-]+:.*";

  static Optional<CacheSettings> read(SettingsObject root, Path baseDirectory) {
    root.refuse("replayCache", "has become \"cache\": { \"name\": … }: see docs/CLUSTER.md");
    return root.object("cache").map(settings -> read(baseDirectory, settings));
  }

  private static CacheSettings read(Path baseDirectory, SettingsObject settings) {
    CacheSettings read =
        new CacheSettings(
            settings.text("provider"),
            settings.read("uri", text -> uri(baseDirectory, text)),
            settings.requiredText("name", WHY_NAME));
    settings.refuseUnknownNames();
    return read;
  }

  /** A location without a scheme is a file, which must be there. */
  private static URI uri(Path baseDirectory, String text) {
    if (!text.matches(WITH_SCHEME)) {
      Path file = Texts.path(baseDirectory, text);
      Unreadable.refuse("the file", file);
      return file.toUri();
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is neither a file nor a URI", e);
    }
  }
}
