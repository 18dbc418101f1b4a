package dev.signet.config;

import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where logins and refusals are written for auditors.
 *
 * @param file the file; empty where the lines go to the server's log
 * @param maxBytes how long the file gets before the next one is begun
 * @param maxFiles how many files are kept, with the one that is written to
 */
public record AuditSettings(Optional<Path> file, long maxBytes, int maxFiles) {
  private static final long MEGABYTE = 1_048_576;
  private static final long DEFAULT_MEGABYTES = 20;
  private static final long MAX_MEGABYTES = 10_000;
  private static final long DEFAULT_FILES = 10;
  private static final long LEAST_FILES = 2;
  private static final long MAX_FILES = 10_000;

  static Optional<AuditSettings> read(SettingsObject settings, Path baseDirectory) {
    boolean isLogged = settings.flag("log", false);
    Optional<Path> file = settings.read("file", text -> Texts.path(baseDirectory, text));
    long megabytes = settings.number("maxFileSize", DEFAULT_MEGABYTES, 1, MAX_MEGABYTES);
    long files = settings.number("maxFiles", DEFAULT_FILES, LEAST_FILES, MAX_FILES);
    settings.refuseUnknownNames();
    if (isLogged == settings.has("file")) {
      settings.problem("", "needs either a file, or log with the value true");
    }
    for (String name : new String[] {"maxFileSize", "maxFiles"}) {
      if (settings.has(name) && !settings.has("file")) {
        settings.problem(name, "has no effect without file");
      }
    }
    return isLogged || file.isPresent()
        ? Optional.of(new AuditSettings(file, megabytes * MEGABYTE, (int) files))
        : Optional.empty();
  }
}
