package dev.signet.it.server;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs that nobody here wrote: without them a test is skipped, but not where CI runs. */
public final class RealPart {
  private RealPart() {}

  public static void require(String debianPackages, String... files) {
    List<String> missing =
        Stream.of(files).filter(file -> !Files.isReadable(Path.of(file))).toList();
    String message = missing + " missing: apt-get install " + debianPackages;
    if (System.getenv("CI") != null) {
      assertTrue(missing.isEmpty(), message);
    }
    assumeTrue(missing.isEmpty(), message);
  }
}
