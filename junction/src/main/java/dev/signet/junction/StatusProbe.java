package dev.signet.junction;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Sends requests of the demo as curl would, trusting one certificate, and tells their status. */
final class StatusProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client;

  private StatusProbe(HttpClient client) {
    this.client = client;
  }

  /** A probe that trusts the server which shows this certificate (PEM). */
  static StatusProbe trusting(Path certificate) {
    try (InputStream pem = Files.newInputStream(certificate)) {
      Certificate trusted = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
      builder.connectTimeout(PATIENCE).proxy(HttpClient.Builder.NO_PROXY);
      return new StatusProbe(builder.sslContext(trustOnly(trusted)).build());
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandFailedException(certificate, "is not a certificate in PEM", e);
    }
  }

  /** The status of the answer; empty when there is none. */
  OptionalInt status(DemoRequest request) {
    HttpRequest.Builder http = HttpRequest.newBuilder(request.uri()).timeout(PATIENCE);
    request.headerFile().ifPresent(file -> http.header("jwt", HeaderFiles.token(file)));
    request.accept().ifPresent(type -> http.header("Accept", type));
    try {
      return OptionalInt.of(client.send(http.build(), BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  boolean answersAsExpected(DemoRequest request) {
    return status(request).equals(OptionalInt.of(request.expectedStatus()));
  }

  private static SSLContext trustOnly(Certificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("server", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
