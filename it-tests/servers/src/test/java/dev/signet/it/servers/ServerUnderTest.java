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

  /** The name of its recipe's folder. */
  static String id() {
    return property("server.id");
  }

  /** Its name and version. */
  static String title() {
    return property("server.title");
  }

  /** Where it is unpacked. */
  static Path home() {
    return Path.of(property("server.home"));
  }

  /** Its recipe. */
  static Path recipe() {
    return Matrix.documentation().resolve(id());
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
