package dev.signet.cli.check;

import dev.signet.config.FetchSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.SignetConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/** Asks each server of a configuration once, for its time and its certificate. */
final class ServerProbe {
  private static final Duration SOON = Duration.ofDays(30);

  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();

  private ServerProbe(Clock clock) {
    this.clock = clock;
  }

  private record Target(URI address, FetchSettings fetch, Duration clockSkew) {}

  static List<Finding> all(SignetConfig config, Clock clock) throws InterruptedException {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (IssuerConfig issuer : config.issuers()) {
      Duration skew = issuer.claims().clockSkew();
      if (issuer.keySource() instanceof KeySource.JwkSetUrl source) {
        put(targets, new Target(source.url(), source.fetch(), skew));
      } else if (issuer.keySource() instanceof KeySource.Discovery source) {
        put(targets, new Target(source.url(), source.fetch(), skew));
      }
      issuer
          .introspection()
          .ifPresent(asked -> put(targets, new Target(asked.endpoint(), asked.fetch(), skew)));
    }
    ServerProbe probe = new ServerProbe(clock);
    for (Target target : targets.values()) {
      probe.ask(target);
    }
    return probe.findings;
  }

  private static void put(Map<String, Target> targets, Target target) {
    targets.merge(
        target.address().getScheme() + "://" + target.address().getAuthority(),
        target,
        (one, other) -> one.clockSkew().compareTo(other.clockSkew()) <= 0 ? one : other);
  }

  private void ask(Target target) throws InterruptedException {
    String where = target.address().toString();
    try {
      HttpClient.Builder client =
          HttpClient.newBuilder().connectTimeout(target.fetch().connectTimeout());
      if (target.fetch().trustStore().isPresent()) {
        client.sslContext(trusting(target.fetch().trustStore().get().open()));
      }
      Instant before = clock.instant();
      HttpResponse<Void> answer =
          client
              .build()
              .send(
                  HttpRequest.newBuilder(target.address())
                      .timeout(target.fetch().readTimeout())
                      .build(),
                  HttpResponse.BodyHandlers.discarding());
      compareClocks(where, answer, before, target.clockSkew());
      answer.sslSession().ifPresent(session -> lookAtCertificate(where, session));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      findings.add(Finding.mistake(where, "cannot be reached: " + reason(e)));
    }
  }

  /** The class alone: a library's message may hold anything. */
  private static String reason(Exception e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  private void compareClocks(
      String where, HttpResponse<Void> answer, Instant before, Duration clockSkew) {
    Optional<Instant> theirs = answer.headers().firstValue("Date").flatMap(ServerProbe::time);
    if (theirs.isEmpty()) {
      findings.add(Finding.note(where, "answers without a Date: the clocks are not compared"));
      return;
    }
    // the header has whole seconds, and the answer took its time
    Duration difference = Duration.between(before, theirs.get()).abs();
    Duration allowed = clockSkew.plusSeconds(2).plus(Duration.between(before, clock.instant()));
    if (difference.compareTo(allowed) > 0) {
      findings.add(
          Finding.mistake(
              where,
              "its clock and this one differ by "
                  + difference.toSeconds()
                  + " s, and clockSkew allows "
                  + clockSkew.toSeconds()
                  + " s"));
    } else {
      findings.add(
          Finding.ok(where, "its clock and this one differ by " + difference.toSeconds() + " s"));
    }
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void lookAtCertificate(String where, SSLSession session) {
    try {
      Certificate own = session.getPeerCertificates()[0];
      if (own instanceof X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        findings.add(
            clock.instant().plus(SOON).isAfter(end)
                ? Finding.warning(where, "its TLS certificate ends on " + end)
                : Finding.ok(where, "its TLS certificate ends on " + end));
      }
    } catch (SSLPeerUnverifiedException e) {
      findings.add(Finding.mistake(where, "has no TLS certificate"));
    }
  }

  private static SSLContext trusting(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
