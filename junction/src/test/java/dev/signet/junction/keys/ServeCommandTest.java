package dev.signet.junction.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.Junction;
import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.RunningServe;
import dev.signet.junction.testing.TestKey;
import dev.signet.junction.testing.TestStore;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ServeCommandTest {
  @TempDir Path folder;

  private TestStore store;

  @BeforeEach
  void makeStore() throws Exception {
    store = TestStore.in(folder).with("first", TestKey.of("secp256r1"));
  }

  @Test
  void bothPathsAnswerWithWhatTheCommandWrites() throws Exception {
    String written = store.run("jwks", "--kid=label").out();
    try (RunningServe serve = RunningServe.of(store, "--kid=label")) {
      for (String path : List.of("/jwks", "/.well-known/jwks.json", "/jwks?any=thing")) {
        HttpResponse<String> answer = serve.get(path);

        assertEquals(200, answer.statusCode());
        assertEquals(written.strip(), answer.body().strip());
        assertEquals(List.of("application/json"), answer.headers().allValues("content-type"));
        assertEquals(List.of("max-age=60"), answer.headers().allValues("cache-control"));
        assertEquals(List.of(), answer.headers().allValues("server"));
      }
      assertEquals(List.of(), serve.notes());
    }
  }

  @Test
  void itSaysWhatItIsForAndWhereTheKeysAre() throws Exception {
    try (RunningServe serve = RunningServe.of(store)) {
      assertEquals(
          List.of(
              "For demonstration and tests, never for production.",
              "1 key at http://127.0.0.1:" + serve.uri().getPort() + "/jwks",
              "Ctrl-C ends it."),
          serve.greeting());
      // 127.0.0.2 is this machine, too: only one address is listened on.
      InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      int port = serve.uri().getPort();
      assertThrows(ConnectException.class, () -> new Socket(other, port).close());
    }
  }

  @Test
  void anotherAddressIsListenedOnWhenItIsNamed() throws Exception {
    try (RunningServe serve = RunningServe.of(store, "--bind=127.0.0.2")) {
      assertEquals("127.0.0.2", serve.uri().getHost());
      assertEquals(200, serve.get("/jwks").statusCode());
    }
  }

  @Test
  void theAgeIsAnOption() throws Exception {
    try (RunningServe serve = RunningServe.of(store, "--max-age=5m")) {
      HttpResponse<String> answer = serve.get("/jwks");
      assertEquals(List.of("max-age=300"), answer.headers().allValues("cache-control"));
    }
  }

  @Test
  void everyOtherPathIsNotFoundAndEveryOtherMethodIsNotAllowed() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (RunningServe serve = RunningServe.of(store)) {
      List<String> others =
          List.of(
              "/", "/jwks/", "/JWKS", "/.well-known/", "/.well-known", "/jwks/x", "/signing.p12");
      for (String path : others) {
        HttpResponse<String> answer = serve.get(path);
        assertEquals(404, answer.statusCode(), path);
        assertEquals("", answer.body(), path);
      }
      assertEquals(404, serve.send(client, "POST", "/").statusCode());
      for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
        HttpResponse<String> answer = serve.send(client, method, "/jwks");
        assertEquals(405, answer.statusCode(), method);
        assertEquals(List.of("GET, HEAD"), answer.headers().allValues("allow"), method);
        assertEquals("", answer.body(), method);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../jwks.p12", "/%2e%2e/signing.p12", "//etc/passwd", "/jwks%2f..%2fx"})
  void aPathThatClimbsFindsNothing(String path) throws Exception {
    try (RunningServe serve = RunningServe.of(store);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), serve.uri().getPort())) {
      OutputStream request = socket.getOutputStream();
      request.write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(US_ASCII));
      request.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertTrue(answer.startsWith("HTTP/1.1 404 ") || answer.startsWith("HTTP/1.1 400 "), answer);
    }
  }

  @Test
  void whoAsksForTheHeadGetsTheHeadersAlone() throws Exception {
    try (RunningServe serve = RunningServe.of(store)) {
      String body = serve.get("/jwks").body();
      HttpResponse<String> head = serve.send(HttpClient.newHttpClient(), "HEAD", "/jwks");

      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
      assertEquals(body.length(), head.headers().firstValueAsLong("content-length").orElseThrow());
    }
  }

  @Test
  void whoHasTheSetIsToldThatItIsTheSame() throws Exception {
    try (RunningServe serve = RunningServe.of(store)) {
      String tag = serve.get("/jwks").headers().firstValue("etag").orElseThrow();

      for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
        HttpResponse<String> same = serve.get("/jwks", "If-None-Match", known);
        assertEquals(304, same.statusCode(), known);
        assertEquals("", same.body());
        assertEquals(List.of(tag), same.headers().allValues("etag"));
        assertEquals(List.of("max-age=60"), same.headers().allValues("cache-control"));
      }
      assertEquals(200, serve.get("/jwks", "If-None-Match", "\"x\"").statusCode());
      store.with("second", TestKey.of("Ed25519"));
      assertEquals(200, serve.get("/jwks", "If-None-Match", tag).statusCode());
    }
  }

  @Test
  void aKeyIsPublishedWithItsFirstQuestionAfterTheFileAndWithdrawnLikewise() throws Exception {
    try (RunningServe serve = RunningServe.of(store, "--kid=label")) {
      assertEquals(List.of("first"), keyIds(serve));
      store.with("second", TestKey.of("2048"));
      assertEquals(List.of("first", "second"), keyIds(serve));
      store.without("first");
      assertEquals(List.of("second"), keyIds(serve));
      assertEquals(List.of("second"), keyIds(serve));
      assertEquals(
          List.of(store.file() + ": read again: 2 keys", store.file() + ": read again: 1 key"),
          serve.notes());
    }
  }

  @Test
  void aBrokenFileIsToldOfOnceAndTheKeysStay() throws Exception {
    String kept = "; the keys read before are still published";
    try (RunningServe serve = RunningServe.of(store, "--kid=label")) {
      byte[] whole = Files.readAllBytes(store.file());
      Files.write(store.file(), Arrays.copyOf(whole, whole.length / 2));
      assertEquals(List.of("first"), keyIds(serve));
      assertEquals(List.of("first"), keyIds(serve));
      Files.delete(store.file());
      assertEquals(List.of("first"), keyIds(serve));
      assertEquals(List.of("first"), keyIds(serve));
      store.without("first");
      assertEquals(List.of("first"), keyIds(serve));
      store.with("second", TestKey.of("secp256r1"));
      assertEquals(List.of("second"), keyIds(serve));

      List<String> notes = serve.notes();
      assertEquals(4, notes.size(), notes.toString());
      assertTrue(notes.get(0).startsWith(store.file() + ": is not a "), notes.get(0));
      assertTrue(notes.get(0).endsWith(kept), notes.get(0));
      assertEquals(store.file() + ": there is no such keystore" + kept, notes.get(1));
      assertEquals(store.file() + ": there is no certificate to publish" + kept, notes.get(2));
      assertEquals(store.file() + ": read again: 1 key", notes.get(3));
    }
  }

  @Test
  void withATlsKeyItSpeaksTlsOnly() throws Exception {
    MadeKeys made = MadeKeys.in(Files.createDirectory(folder.resolve("made")));
    try (RunningServe serve =
        RunningServe.of(
            store,
            "--kid=label",
            "--tls-keystore=" + made.server(),
            "--tls-password-file=" + made.password())) {
      assertEquals("https", serve.uri().getScheme());
      HttpClient trusting =
          HttpClient.newBuilder().sslContext(trusting(made.tlsCertificate())).build();

      HttpResponse<String> answer = serve.send(trusting, "GET", "/jwks");

      assertEquals(200, answer.statusCode());
      assertEquals(List.of("first"), keyIds(answer.body()));
      assertThrows(SSLHandshakeException.class, () -> serve.get("/jwks"));
    }
  }

  @Test
  void whatCannotBeStartedIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      store
          .run("serve", "--port=" + port)
          .isFailure(
              "serve",
              "cannot listen on port "
                  + port
                  + " of 127.0.0.1; choose another with --port or --bind");
    }
    store.run("serve", "--port=65536").isUsageError("serve", "--port: 65536 is not a port");
    store
        .run("serve", "--tls-password-file=" + store.password())
        .isUsageError("serve", "--tls-password-file needs --tls-keystore");
    TestStore trust =
        TestStore.in(Files.createDirectory(folder.resolve("trust")))
            .trusting("a", TestKey.of("secp256r1").certificate());
    store
        .run("serve", "--tls-keystore=" + trust.file())
        .isFailure("serve", trust.file() + ": holds no private key for TLS");
    store
        .without("first")
        .run("serve", "--port=0")
        .isFailure("serve", store.file() + ": there is no certificate to publish");
  }

  @Test
  void theEndOfTheProcessIsTheEndOfTheServer() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Junction.class.getName());
    command.addAll(store.command("serve"));
    command.add("--port=0");
    Process serve = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> printed = new ArrayList<>();
    try (BufferedReader output = serve.inputReader()) {
      String line = output.readLine();
      while (line != null) {
        printed.add(line);
        if (line.startsWith("Ctrl-C")) {
          // The process's own method would close its output as well.
          serve.toHandle().destroy();
        }
        line = output.readLine();
      }
      assertTrue(serve.waitFor(30, TimeUnit.SECONDS));
    }
    assertEquals(3, printed.size(), printed.toString());
    assertEquals(128 + 15, serve.exitValue());
  }

  private static List<String> keyIds(RunningServe serve) throws Exception {
    HttpResponse<String> answer = serve.get("/jwks");
    assertEquals(200, answer.statusCode());
    return keyIds(answer.body());
  }

  private static List<String> keyIds(String body) throws Exception {
    return new JsonWebKeySet(body).getJsonWebKeys().stream().map(JsonWebKey::getKeyId).toList();
  }

  private static SSLContext trusting(Path pem) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    try (InputStream file = Files.newInputStream(pem)) {
      Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
      trust.setCertificateEntry("tls", certificate);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
