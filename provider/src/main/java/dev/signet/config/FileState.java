package dev.signet.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How several files were at a moment: what shows that one of them has changed since, its size and
 * its time. Two states are equal where nothing has.
 *
 * @param fingerprints one for each file
 */
public record FileState(Map<Path, String> fingerprints) {

  /** Copies the fingerprints. */
  public FileState {
    fingerprints = Map.copyOf(fingerprints);
  }

  /**
   * Looks at files.
   *
   * @param files which; one that is not there is a state as well
   * @return how they are now
   */
  public static FileState of(Collection<Path> files) {
    Map<Path, String> fingerprints = new LinkedHashMap<>();
    files.forEach(file -> fingerprints.put(file, fingerprint(file)));
    return new FileState(fingerprints);
  }

  /**
   * Looks at the same files again.
   *
   * @return how they are now
   */
  public FileState now() {
    return of(fingerprints.keySet());
  }

  static String fingerprint(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      return "is not there";
    }
  }
}
