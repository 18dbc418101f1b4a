package dev.signet.junction.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signet.junction.demo.StatusProbe;
import dev.signet.junction.mint.MintCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * A real process with real ports that is called like Open Liberty and answers like SubjectDumper.
 * It verifies tokens with the keys the junction publishes at that moment.
 */
public final class ToyLiberty {
  /** An argument that makes the pages of one role answer 500. */
  public static final String BROKEN = "--broken";

  private ToyLiberty() {}

  /** Makes a folder that looks like the home of an Open Liberty whose server runs this class. */
  public static Path installIn(Path folder, MadeKeys keys) throws IOException {
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
  public static Path installIn(Path folder, String shellCommand) throws IOException {
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
    // asked for several things at once by the page
    http.setExecutor(Executors.newCachedThreadPool());
    https.setExecutor(Executors.newCachedThreadPool());
    PublishedKeysReader junction = PublishedKeysReader.trusting(keys.tlsCertificate());
    http.createContext("/", exchange -> answer(exchange, junction));
    https.createContext("/", exchange -> answer(exchange, junction));
    https.createContext("/signet/logout/junction", exchange -> answer(exchange, 200));
    if (List.of(arguments).contains(BROKEN)) {
      https.createContext("/roleb/", exchange -> answer(exchange, 500));
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

  private static void answer(HttpExchange exchange, PublishedKeysReader junction)
      throws IOException {
    String path = exchange.getRequestURI().getPath();
    String token = exchange.getRequestHeaders().getFirst("jwt");
    Optional<JwtClaims> claims = token == null ? Optional.empty() : junction.verified(token);
    if (token != null && claims.isEmpty()) {
      exchange
          .getResponseHeaders()
          .add(
              "WWW-Authenticate",
              "Bearer realm=\"toy\", error=\"invalid_token\", error_description=\"SIGNET-305:"
                  + " no\"");
      answer(exchange, 401);
    } else {
      answer(exchange, status(path, claims));
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static int status(String path, Optional<JwtClaims> claims) {
    if (path.equals("/dumpHeaders.jsp")) {
      return 200;
    }
    if (claims.isEmpty()) {
      return 401;
    }
    Object groups = claims.get().getClaimValue("groups");
    boolean missesRole =
        (path.startsWith("/rolea/") && !List.of("groupa").equals(groups))
            || (path.startsWith("/roleb/") && !List.of("groupb").equals(groups));
    return missesRole ? 403 : 200;
  }

  /** Verifies as a server would that reads the keys for each token. */
  private record PublishedKeysReader(HttpClient client) {
    static PublishedKeysReader trusting(Path certificate) {
      return new PublishedKeysReader(StatusProbe.clientTrusting(certificate).build());
    }

    Optional<JwtClaims> verified(String token) throws IOException {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(System.getenv("SIGNET_DEMO_KEYS"))).build();
        String keys = client.send(request, BodyHandlers.ofString()).body();
        // as Signet does, so that a machine that stands still for a moment refuses nobody
        JwtConsumerBuilder rule =
            new JwtConsumerBuilder().setRequireExpirationTime().setAllowedClockSkewInSeconds(60);
        rule.setExpectedIssuer(MintCommand.DEFAULT_ISSUER);
        rule.setVerificationKeyResolver(
            new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()));
        return Optional.of(rule.build().processToClaims(token));
      } catch (InvalidJwtException e) {
        return Optional.empty();
      } catch (JoseException | InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
