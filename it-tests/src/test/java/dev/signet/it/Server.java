package dev.signet.it;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** The one server of the suite: where it listens and where its files are. */
final class Server {
  private Server() {}

  /** The default virtual host. */
  static URI http() {
    return URI.create("http://127.0.0.1:" + property("it.http.port"));
  }

  /** The default virtual host over TLS. */
  static URI https() {
    return URI.create("https://127.0.0.1:" + property("it.https.port"));
  }

  /** The default virtual host over TLS that asks for a client's certificate. */
  static URI mutual() {
    return URI.create("https://127.0.0.1:" + property("it.mutual.port"));
  }

  /** The virtual host {@code other_host}. */
  static URI other() {
    return URI.create("http://127.0.0.1:" + property("it.other.port"));
  }

  /** The server's configuration directory. */
  static Path directory() {
    return Path.of(property("it.usr"), "servers", property("it.server"));
  }

  /** The jar that serves the whole server. */
  static Path providerJar() {
    return directory().resolve("signet").resolve("signet-provider-all.jar");
  }

  /** The Open Liberty that runs it. */
  static Path wlp() {
    return Path.of(property("it.wlp.home"));
  }

  /** What the build made and copied for the tests. */
  static Path artifact(String name) {
    return Path.of(property("it.artifacts"), name);
  }

  /** The keys that the build made. */
  static Path keys(String name) {
    return Path.of(property("it.keys"), name);
  }

  /** The folder for what the tests write. */
  static Path target() {
    return Path.of(property("it.target"));
  }

  /** What liberty-config has made: another server, which only the demo runs, and its keys. */
  static Path demo() {
    return Path.of(property("it.demo"));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
