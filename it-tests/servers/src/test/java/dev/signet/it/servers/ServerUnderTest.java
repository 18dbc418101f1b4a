package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one server of this virtual machine, as the build's execution names it. */
final class ServerUnderTest {
  private ServerUnderTest() {}

  /** The name of its column. */
  static String id() {
    return property("server.id");
  }

  /** Whether its column is about an application with the libraries of Jakarta Security. */
  static boolean hasSoteria() {
    return id().contains("-soteria");
  }

  /** Whether it is Liberty with the feature, so that no application has the jar. */
  static boolean hasFeature() {
    return id().endsWith("-feature");
  }

  /** Whether it serves requests on virtual threads. */
  static boolean hasVirtualThreads() {
    return Boolean.getBoolean("server.virtual.threads");
  }

  /** The Java that runs it: that of this build, unless the column says 25. */
  static Path java() {
    return needsJava25() ? Java25.find().orElseThrow() : Path.of(System.getProperty("java.home"));
  }

  static boolean needsJava25() {
    return System.getProperty("server.java", "17").equals("25");
  }

  /** Its name and version. */
  static String title() {
    return property("server.title");
  }

  /** Where it is unpacked. */
  static Path home() {
    return Path.of(property("server.home"));
  }

  /** The folder of its recipe. */
  static Path recipe() {
    return Matrix.documentation().resolve(property("server.recipe"));
  }

  /** The pattern for access logs in its recipe, with the method and the status before it. */
  static String accessLogPattern() throws IOException {
    Matcher pattern =
        Pattern.compile("\\*\\*Access log\\.\\*\\* `([^`]+)`")
            .matcher(Files.readString(recipe().resolve("README.md")));
    return pattern.find() ? "%m %s " + pattern.group(1) : "%m %s";
  }

  static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
