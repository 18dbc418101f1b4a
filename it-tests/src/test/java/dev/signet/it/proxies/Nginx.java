package dev.signet.it.proxies;

import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Server;
import dev.signet.it.server.WholeFile;
import dev.signet.it.tokens.Jwks;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;

/** nginx with the files of its recipe, in front of one path of the server. */
final class Nginx implements AutoCloseable {
  private static final String RECIPE = "nginx-njs";

  /** In the clear, for a folder that the build throws away. */
  private static final String PASSWORDS =
      """
      testuser:{PLAIN}testpass
      otheruser:{PLAIN}otherpass
      """;

  private final Path folder;
  private final int port;
  private final ChildProcess process;

  private Nginx(Path folder, int port, ChildProcess process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static Nginx start(String contextRoot) {
    try {
      Path folder = Files.createDirectories(Server.target().resolve("proxies").resolve("nginx"));
      int port = ChildProcess.freePort();
      writeFiles(folder.toAbsolutePath(), port, contextRoot);
      List<String> command =
          List.of(
              "/usr/sbin/nginx",
              "-p",
              folder.toString(),
              "-c",
              folder + "/nginx.conf",
              "-g",
              "daemon off;");
      ChildProcess process = ChildProcess.start(command, Map.of(), folder.resolve("nginx.out"));
      return new Nginx(folder, port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeFiles(Path folder, int port, String contextRoot) throws IOException {
    RecipeFile.of(RECIPE, "nginx.conf")
        .with("user www-data;", "user " + System.getProperty("user.name") + ";")
        .with("pid /run/nginx.pid;", "pid " + folder + "/nginx.pid;")
        .with("/var/log/nginx/", folder + "/")
        .with("/etc/nginx/signet/", folder + "/")
        .with("listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;")
        .with("http {\n", "http {\n" + temporaryPaths(folder))
        .writeTo(folder);
    URI backend = Server.https();
    RecipeFile.of(RECIPE, "backend.conf")
        .with("/etc/nginx/signet/", folder + "/")
        .with("https://app.example.com:9443", backend)
        .with("proxy_ssl_name app.example.com;", "proxy_ssl_name localhost;")
        .with("/context", contextRoot)
        .writeTo(folder);
    RecipeFile.of(RECIPE, "sts.js").with("/etc/nginx/signet/", folder + "/").writeTo(folder);
    ServerCertificate.writePem(folder.resolve("backend-ca.pem"));
    ServerCertificate.writePem(folder.resolve("proxy.pem"));
    ServerCertificate.writeKeyPem(folder.resolve("proxy.key"));
    Files.writeString(folder.resolve("htpasswd"), PASSWORDS);
  }

  /** Debian's own are outside the build folder. */
  private static String temporaryPaths(Path folder) {
    StringBuilder paths = new StringBuilder();
    for (String kind : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      paths.append("  ").append(kind).append("_temp_path ").append(folder).append("/tmp-");
      paths.append(kind).append(";\n");
    }
    return paths.toString();
  }

  URI uri() {
    return URI.create("https://localhost:" + port);
  }

  /** Signs with this key from now on. */
  void signWith(String name, KeyPair keys) {
    write(name + ".key", Keys.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    write("current", name + "\n");
  }

  void publish(Jwks keys) {
    write("jwks.json", keys.text());
  }

  private void write(String name, String text) {
    WholeFile.put(folder.resolve(name), text);
  }

  /** The recipe's settings, with the key set of this nginx, trusted as the server's own. */
  Path settings() {
    ServerCertificate.writeTrustStore(folder.resolve("proxy-ca.p12"));
    return RecipeFile.of(RECIPE, "signet.json")
        .with("https://proxy.example.com/jwks", uri().resolve("/jwks"))
        .with(
            "\"jwkTrustStoreRef\"",
            "\"jwkMinRefreshInterval\": 1, \"jwkMaxRefreshInterval\": 3, \"jwkTrustStoreRef\"")
        .writeTo(folder);
  }

  @Override
  public void close() {
    process.close();
  }
}
