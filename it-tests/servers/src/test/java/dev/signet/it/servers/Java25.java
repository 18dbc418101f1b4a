package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Java 25 of this machine: the build needs none, and leaves out what runs on it. */
final class Java25 {
  /** Where packages and tools of developers unpack them, each in a folder of its own. */
  private static final List<Path> USUAL =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/opt"),
          Path.of("/opt/java"),
          Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
          Path.of(System.getProperty("user.home"), ".jdks"));

  private Java25() {}

  /** By the system property {@code java25.home}, by {@code JAVA25_HOME}, or in a usual place. */
  static Optional<Path> find() {
    List<Path> candidates = new ArrayList<>();
    for (String said :
        new String[] {System.getProperty("java25.home"), System.getenv("JAVA25_HOME")}) {
      if (said != null && !said.isEmpty()) {
        candidates.add(Path.of(said));
      }
    }
    USUAL.forEach(folder -> candidates.addAll(foldersIn(folder)));
    return candidates.stream().filter(Java25::isOne).findFirst();
  }

  private static List<Path> foldersIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      return List.of(); // not for this user to look into
    }
  }

  /** Every JDK has a file that says what it is. */
  private static boolean isOne(Path home) {
    try {
      return Files.isExecutable(home.resolve("bin").resolve("java"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      return false;
    }
  }
}
