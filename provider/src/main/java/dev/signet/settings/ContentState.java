package dev.signet.settings;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * What stands for the content of files or key stores at one moment. Two are equal where the content
 * is.
 *
 * @param fingerprints one for each file or store, always in the same order
 */
public record ContentState(List<String> fingerprints) {

  /** Copies the list. */
  public ContentState {
    fingerprints = List.copyOf(fingerprints);
  }

  /**
   * Reads the state of files.
   *
   * @param files the files, in any order; a missing file is a state as well
   * @return their state now
   */
  public static ContentState ofFiles(Collection<Path> files) {
    return new ContentState(
        files.stream().sorted().map(file -> file + " " + FileState.fingerprint(file)).toList());
  }
}
