package dev.signet.it.cluster;

import dev.signet.it.tokens.ServerCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A browser with one cookie, that of the HTTP session. */
final class Caller {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trust()).build();

  private String cookie;

  Caller() {
    this("");
  }

  private Caller(String cookie) {
    this.cookie = cookie;
  }

  /** What was answered: the status, the name, and the note in the session. */
  record Page(int status, String name, String note) {
    static final Page NONE = new Page(0, "", "");

    @Override
    public String toString() {
      return status == 200 ? name + " " + note : "" + status;
    }
  }

  private static SSLContext trust() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("server", ServerCertificate.certificate());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String password(String user) {
    String both = user + ":" + user.replace("user", "pass");
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** Another browser with the same cookie. */
  Caller copy() {
    return new Caller(cookie);
  }

  String cookie() {
    return cookie;
  }

  /** With a header, or none where its value is empty; no answer at all is a page as well. */
  Page get(URI page, String header, String value) {
    HttpRequest.Builder request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(40));
    if (!value.isEmpty()) {
      request.header(header, value);
    }
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").stream()
          .filter(set -> set.startsWith("JSESSIONID="))
          .forEach(set -> cookie = set.split(";", 2)[0]);
      return new Page(answer.statusCode(), line(answer, "name: "), line(answer, "note: "));
    } catch (IOException e) {
      return Page.NONE;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(HttpResponse<String> answer, String start) {
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }
}
