package dev.signet.it.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** The one server of the suite: where it listens and where its files are. */
public final class Server {
  private Server() {}

  /** The default virtual host. */
  public static URI http() {
    return URI.create("http://127.0.0.1:" + property("it.http.port"));
  }

  /** The default virtual host over TLS. */
  public static URI https() {
    return URI.create("https://127.0.0.1:" + property("it.https.port"));
  }

  /** A path of the default virtual host over TLS, by the name in its certificate. */
  public static URI named(String path) {
    return URI.create("https://localhost:" + property("it.https.port") + path);
  }

  /** The default virtual host over TLS that asks for a client's certificate. */
  public static URI mutual() {
    return URI.create("https://127.0.0.1:" + property("it.mutual.port"));
  }

  /** The virtual host {@code other_host}. */
  public static URI other() {
    return URI.create("http://127.0.0.1:" + property("it.other.port"));
  }

  /** The server's configuration directory. */
  public static Path directory() {
    return Path.of(property("it.usr"), "servers", property("it.server"));
  }

  /** The server's key store, which also holds the certificate of the seed's proxy. */
  public static Path keyStore() {
    return directory().resolve("resources").resolve("security").resolve("key.p12");
  }

  /** The jar that serves the whole server. */
  public static Path providerJar() {
    return directory().resolve("signet").resolve("signet-provider-all.jar");
  }

  /** The Open Liberty that runs it. */
  public static Path wlp() {
    return Path.of(property("it.wlp.home"));
  }

  /** The administrator's command. */
  public static Path command() {
    return Path.of(property("it.command"));
  }

  /** What the build made and copied for the tests. */
  public static Path artifact(String name) {
    return Path.of(property("it.artifacts"), name);
  }

  /** The keys that the build made. */
  public static Path keys(String name) {
    return Path.of(property("it.keys"), name);
  }

  /** The folder for what the tests write. */
  public static Path target() {
    return Path.of(property("it.target"));
  }

  /** What liberty-config has made: another server, which only the demo runs, and its keys. */
  public static Path demo() {
    return Path.of(property("it.demo"));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
