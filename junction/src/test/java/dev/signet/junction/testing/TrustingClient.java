package dev.signet.junction.testing;

import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import dev.signet.junction.keys.KeyFiles;
import dev.signet.junction.proxy.LoginPages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Logs in over TLS, trusting the one certificate that the keys command made. */
public final class TrustingClient {
  private TrustingClient() {}

  public static HttpResponse<String> logIn(URI proxy, MadeKeys keys) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.resolve(LoginPages.LOGIN))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("user=testuser&password=testpass"))
            .build();
    return HttpClient.newBuilder()
        .sslContext(trusting(keys))
        .build()
        .send(request, BodyHandlers.ofString());
  }

  private static SSLContext trusting(MadeKeys keys) throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    KeyStoreFile file = new KeyStoreFile(keys.server(), Password.fromFile(keys.password()));
    anchors.setCertificateEntry("tls", file.certificate(KeyFiles.TLS_ALIAS).orElseThrow());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
