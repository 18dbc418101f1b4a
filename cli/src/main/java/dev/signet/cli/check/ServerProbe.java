package dev.signet.cli.check;

import dev.signet.config.FetchSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.SignetConfig;
import dev.signet.http.DocumentClient;
import dev.signet.http.FetchException;
import dev.signet.jose.IntrospectionQuestion;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Asks each server of a configuration once, with the client that a server with Signet has: for its
 * time and its certificate, and an introspection endpoint about a token that nobody has issued.
 */
final class ServerProbe {
  private static final Duration SOON = Duration.ofDays(30);

  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> looked = new HashSet<>();
  private final Map<String, Duration> skews;

  private ServerProbe(Clock clock, Map<String, Duration> skews) {
    this.clock = clock;
    this.skews = skews;
  }

  /**
   * What is asked.
   *
   * @param question about a token; empty for a server of keys
   */
  private record Target(
      URI address,
      FetchSettings fetch,
      Duration clockSkew,
      Optional<IntrospectionQuestion> question) {

    String server() {
      return address.getScheme() + "://" + address.getAuthority();
    }

    /** One question for each server of keys, and for each client of an endpoint. */
    String key() {
      return question
          .map(asked -> address + " " + asked.settings().clientId())
          .orElseGet(this::server);
    }

    Target strictest(Target other) {
      return clockSkew.compareTo(other.clockSkew()) <= 0 ? this : other;
    }
  }

  static List<Finding> all(SignetConfig config, Clock clock) throws InterruptedException {
    Map<String, Target> targets = new LinkedHashMap<>();
    Map<String, Duration> skews = new HashMap<>();
    for (IssuerConfig issuer : config.issuers()) {
      for (Target target : targets(issuer)) {
        targets.merge(target.key(), target, Target::strictest);
        skews.merge(
            target.server(),
            target.clockSkew(),
            (one, other) -> one.compareTo(other) <= 0 ? one : other);
      }
    }
    ServerProbe probe = new ServerProbe(clock, skews);
    for (Target target : targets.values()) {
      probe.ask(target);
    }
    return probe.findings;
  }

  private static List<Target> targets(IssuerConfig issuer) {
    Duration skew = issuer.claims().clockSkew();
    List<Target> targets = new ArrayList<>();
    if (issuer.keySource() instanceof KeySource.JwkSetUrl source) {
      targets.add(new Target(source.url(), source.fetch(), skew, Optional.empty()));
    } else if (issuer.keySource() instanceof KeySource.Discovery source) {
      targets.add(new Target(source.url(), source.fetch(), skew, Optional.empty()));
    }
    issuer
        .introspection()
        .map(IntrospectionQuestion::new)
        .ifPresent(
            question ->
                targets.add(
                    new Target(
                        question.settings().endpoint(),
                        question.settings().fetch(),
                        skew,
                        Optional.of(question))));
    return targets;
  }

  private void ask(Target target) throws InterruptedException {
    String where = target.address().toString();
    Instant before = clock.instant();
    long start = System.nanoTime();
    try {
      HttpResponse<byte[]> answer = send(target).get();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      target
          .question()
          .ifPresent(
              question -> findings.add(new IntrospectionAnswer(question, answer, took).finding()));
      if (looked.add(target.server())) {
        compareClocks(where, answer, before, skews.getOrDefault(target.server(), Duration.ZERO));
        answer.sslSession().ifPresent(session -> lookAtCertificate(where, session));
      }
    } catch (ExecutionException e) {
      findings.add(Finding.mistake(where, FetchException.reason(e.getCause())));
    } catch (IllegalArgumentException e) {
      findings.add(Finding.mistake(where, String.valueOf(e.getMessage())));
    }
  }

  private static CompletableFuture<HttpResponse<byte[]>> send(Target target) {
    DocumentClient client = new DocumentClient(target.fetch());
    return target
        .question()
        .map(
            question ->
                client.answer(
                    target.address(),
                    question.credentials(),
                    question.form(IntrospectionAnswer.inventedToken())))
        .orElseGet(() -> client.answer(target.address()));
  }

  private void compareClocks(
      String where, HttpResponse<?> answer, Instant before, Duration clockSkew) {
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
}
