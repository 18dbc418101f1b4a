package dev.signet.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * What shows that one of several files has changed: their sizes and times. Two states are equal
 * where nothing has.
 *
 * @param fingerprints one for each file, in their order
 */
public record FileState(List<String> fingerprints) {

  /** Copies the fingerprints. */
  public FileState {
    fingerprints = List.copyOf(fingerprints);
  }

  /**
   * Looks at files.
   *
   * @param files which; one that is not there is a state as well
   * @return how they are now
   */
  public static FileState of(List<Path> files) {
    return new FileState(files.stream().map(FileState::fingerprint).toList());
  }

  private static String fingerprint(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return file + " " + attributes.size() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      return file + " is not there";
    }
  }
}
