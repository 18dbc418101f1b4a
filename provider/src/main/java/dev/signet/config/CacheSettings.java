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
 * @param revocations the cache of what is revoked while servers run; empty where each server keeps
 *     that for itself
 */
public record CacheSettings(
    Optional<String> provider, Optional<URI> uri, String name, Optional<String> revocations) {
  private static final String WHY_NAME = "the name of the cache that remembers used tokens";

  /** Two letters at least: a single one is a drive of Windows. */
  private static final String WITH_SCHEME = "[A-Za-z][A-Za-z0-9+.-]+:.*";

  /**
   * Without a cache of revocations.
   *
   * @param provider as above
   * @param uri as above
   * @param name as above
   */
  public CacheSettings(Optional<String> provider, Optional<URI> uri, String name) {
    this(provider, uri, name, Optional.empty());
  }

  static Optional<CacheSettings> read(SettingsObject root, Path baseDirectory) {
    root.refuse("replayCache", "has become \"cache\": { \"name\": … }: see docs/CLUSTER.md");
    return root.object("cache").map(settings -> read(baseDirectory, settings));
  }

  private static CacheSettings read(Path baseDirectory, SettingsObject settings) {
    String name = settings.requiredText("name", WHY_NAME);
    CacheSettings read =
        new CacheSettings(
            settings.text("provider"),
            settings.read("uri", text -> uri(baseDirectory, text)),
            name,
            settings.read("revocations", text -> another(text, name)));
    settings.refuseUnknownNames();
    return read;
  }

  /** Entries of used tokens may end by the cache's own expiry, which would end revocations too. */
  private static String another(String text, String name) {
    if (text.equals(name)) {
      throw new IllegalArgumentException("must be another cache than name");
    }
    return text;
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
