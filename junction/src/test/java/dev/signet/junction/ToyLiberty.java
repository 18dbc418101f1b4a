package dev.signet.junction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A real process with real ports that is called like Open Liberty and answers like SubjectDumper.
 * It believes every token; it is here to be started, asked and stopped.
 */
final class ToyLiberty {
  /** An argument that makes the pages of one role answer 500. */
  static final String BROKEN = "--broken";

  private ToyLiberty() {}

  /** Makes a folder that looks like the home of an Open Liberty whose server runs this class. */
  static Path installIn(Path folder, MadeKeys keys) throws IOException {
    String command =
        "exec \"$JAVA_HOME/bin/java\" -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + ToyLiberty.class.getName()
            + " '"
            + keys.folder()
            + "' \"$@\"";
    return installIn(folder, command);
  }

  /** The same with a server that does something else instead. */
  static Path installIn(Path folder, String shellCommand) throws IOException {
    Path home = folder.resolve("wlp with blank");
    Path server = Files.createDirectories(home.resolve("usr/servers/signet"));
    Files.writeString(server.resolve("server.xml"), "<server/>");
    Path script = Files.createDirectories(home.resolve("bin")).resolve("server");
    Files.writeString(script, "#!/bin/sh\n" + shellCommand + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return home;
  }

  public static void main(String... arguments) throws Exception {
    MadeKeys keys = new MadeKeys(Path.of(arguments[0]));
    HttpServer http = HttpServer.create(address(arguments, "--http.port="), 0);
    HttpsServer https = HttpsServer.create(address(arguments, "--https.port="), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
    http.createContext("/", ToyLiberty::answer);
    https.createContext("/", ToyLiberty::answer);
    if (List.of(arguments).contains(BROKEN)) {
      http.createContext("/roleb/", exchange -> answer(exchange, 500));
    }
    http.start();
    https.start();
    System.out.println("The toy is up.");
  }

  private static InetSocketAddress address(String[] arguments, String option) {
    for (String argument : arguments) {
      if (argument.startsWith(option)) {
        int port = Integer.parseInt(argument.substring(option.length()));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      }
    }
    throw new IllegalArgumentException(option);
  }

  private static SSLContext tls(MadeKeys keys) throws Exception {
    char[] password = Files.readString(keys.password()).strip().toCharArray();
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(KeyStore.getInstance(keys.server().toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), null, null);
    return context;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    answer(exchange, status(path, exchange.getRequestHeaders().getFirst("jwt")));
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static int status(String path, @Nullable String token) {
    if (path.equals("/dumpHeaders.jsp")) {
      return 200;
    }
    if (token == null) {
      return 401;
    }
    String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    String claims = new String(Base64.getUrlDecoder().decode(payload), UTF_8);
    boolean missesRole =
        (path.startsWith("/rolea/") && !claims.contains("[\"groupa\"]"))
            || (path.startsWith("/roleb/") && !claims.contains("[\"groupb\"]"));
    return missesRole ? 403 : 200;
  }
}
