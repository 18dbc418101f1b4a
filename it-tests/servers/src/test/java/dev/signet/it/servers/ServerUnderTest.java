package dev.signet.it.servers;

import java.nio.file.Path;
import java.util.Objects;

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

  static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
