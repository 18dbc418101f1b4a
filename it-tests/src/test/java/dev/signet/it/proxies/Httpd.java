package dev.signet.it.proxies;

import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Server;
import dev.signet.it.tokens.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Apache httpd with the files of its recipe, in front of one path of the server. */
final class Httpd implements AutoCloseable {
  static final String MODULES = "/usr/lib/apache2/modules/";
  private static final String RECIPE = "keycloak-httpd";

  /** What Debian's own configuration has around a site: modules, and places for logs. */
  private static final String AROUND =
      """
      ServerRoot %1$s
      ServerName localhost
      PidFile %1$s/httpd.pid
      DefaultRuntimeDir %1$s
      Mutex file:%1$s
      User www-data
      Group www-data
      Listen 127.0.0.1:%2$d
      ErrorLog %1$s/error.log
      LogLevel warn
      LoadModule mpm_event_module %3$smod_mpm_event.so
      LoadModule authn_core_module %3$smod_authn_core.so
      LoadModule authz_core_module %3$smod_authz_core.so
      LoadModule authz_user_module %3$smod_authz_user.so
      LoadModule socache_shmcb_module %3$smod_socache_shmcb.so
      LoadModule ssl_module %3$smod_ssl.so
      LoadModule headers_module %3$smod_headers.so
      LoadModule proxy_module %3$smod_proxy.so
      LoadModule proxy_http_module %3$smod_proxy_http.so
      LoadModule auth_openidc_module %3$smod_auth_openidc.so
      StartServers 1
      Include %1$s/proxy.conf
      """;

  /** What the recipe says of the one server behind. */
  private static final String BEHIND =
      """
        <Location /app/>
          AuthType openid-connect
          Require valid-user
          RequestHeader set jwt "%{OIDC_access_token}e"
        </Location>
      """;

  private static final String TO_IT = "  ProxyPass /app/ https://app.example.com:9443/context/\n";

  private final Path folder;
  private final ChildProcess process;
  private final int port;

  private Httpd(Path folder, ChildProcess process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param other another server with the same application, which the same login reaches below
   *     {@code /other/}
   */
  static Httpd start(int port, Keycloak keycloak, String contextRoot, URI other) {
    try {
      Path folder = readableFolder();
      RecipeFile.of(RECIPE, "proxy.conf")
          .with(TO_IT, "  ProxyPass /other/ " + other + "\n" + TO_IT)
          .with(BEHIND, BEHIND + BEHIND.replace("/app/", "/other/"))
          .with("<VirtualHost *:443>", "<VirtualHost 127.0.0.1:" + port + ">")
          .with("ServerName proxy.example.com", "ServerName localhost")
          .with("https://proxy.example.com", "https://localhost:" + port)
          .with("https://idp.example.com", keycloak.uri())
          .with("https://app.example.com:9443/context/", backend(contextRoot))
          .with("/context", contextRoot)
          .with("/etc/apache2/signet/", folder + "/")
          .with("OIDCRefreshAccessTokenBeforeExpiry 60", "OIDCRefreshAccessTokenBeforeExpiry 5")
          .writeTo(folder);
      for (String name : List.of("proxy.pem", "idp-ca.pem", "backend-ca.pem")) {
        ServerCertificate.writePem(folder.resolve(name));
      }
      Path key = folder.resolve("proxy.key");
      Files.createFile(key, ownerOnly());
      ServerCertificate.writeKeyPem(key);
      String around = AROUND.formatted(folder, port, MODULES);
      Files.writeString(folder.resolve("httpd.conf"), around);
      List<String> command =
          List.of("/usr/sbin/apache2", "-f", folder + "/httpd.conf", "-D", "FOREGROUND");
      return new Httpd(
          folder, ChildProcess.start(command, Map.of(), folder.resolve("httpd.out")), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Apache's workers are nobody in particular, and the build folder may be closed to them. */
  private static Path readableFolder() throws IOException {
    Path folder = Files.createTempDirectory("signet-httpd");
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder;
  }

  private static String backend(String contextRoot) {
    return Server.named(contextRoot) + "/";
  }

  URI uri() {
    return URI.create("https://localhost:" + port);
  }

  /** Stops it and keeps its log with the tests' own. */
  @Override
  public void close() {
    process.close();
    try {
      Path kept = Files.createDirectories(Server.target().resolve("proxies").resolve("httpd"));
      Files.copy(
          folder.resolve("error.log"),
          kept.resolve("error.log"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
