package dev.signet.cli.check;

import dev.signet.JwtAuthenticator;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.SignetConfig;
import dev.signet.keys.KeyStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Fetches the keys of each definition as the server does, and compares the clocks. */
public final class KeyServerCheck {
  private static final Duration MOST = Duration.ofSeconds(60);

  private KeyServerCheck() {}

  /**
   * Fetches the keys.
   *
   * @param config the configuration
   * @param clock what tells the time
   * @param progress is given a line now and then while this waits
   * @return a finding for each definition whose keys are fetched, and what the server would log
   * @throws InterruptedException where the wait is interrupted
   */
  public static List<Finding> of(SignetConfig config, Clock clock, Consumer<String> progress)
      throws InterruptedException {
    List<IssuerConfig> remote =
        config.issuers().stream()
            .filter(issuer -> issuer.keySource() instanceof KeySource.Remote)
            .toList();
    List<Finding> findings = new ArrayList<>();
    if (!remote.isEmpty()) {
      try (SignetLog log = SignetLog.open();
          JwtAuthenticator authenticator =
              JwtAuthenticator.of(ConfigurationCheck.only(config, remote), clock)) {
        fetch(authenticator, remote, findings, progress);
        log.take().stream()
            .filter(line -> line.kind() == Finding.Kind.WARNING)
            .forEach(findings::add);
      } catch (IllegalArgumentException e) {
        findings.add(Finding.mistake("", String.valueOf(e.getMessage())));
      }
    }
    findings.addAll(ServerProbe.all(config, clock));
    return findings;
  }

  private static void fetch(
      JwtAuthenticator authenticator,
      List<IssuerConfig> issuers,
      List<Finding> findings,
      Consumer<String> progress)
      throws InterruptedException {
    await(authenticator, issuers, issuer -> true, progress);
    List<KeyStatus> statuses = authenticator.keyStatuses();
    for (int i = 0; i < issuers.size(); i++) {
      findings.add(finding(issuers.get(i), statuses.get(i)));
    }
  }

  /**
   * Waits until the keys of some definitions have been fetched, or have not; a minute at most.
   *
   * @param authenticator fetches them
   * @param issuers all of its definitions, in their order
   * @param wanted which of them to wait for
   * @param progress is given a line now and then
   * @throws InterruptedException where the wait is interrupted
   */
  public static void await(
      JwtAuthenticator authenticator,
      List<IssuerConfig> issuers,
      Predicate<IssuerConfig> wanted,
      Consumer<String> progress)
      throws InterruptedException {
    long end = System.nanoTime() + MOST.toNanos();
    long waiting = waiting(authenticator, issuers, wanted);
    for (int turn = 0; waiting > 0 && System.nanoTime() < end; turn++) {
      if (turn % 20 == 10) {
        progress.accept("waiting for the keys of " + waiting + " definitions");
      }
      Thread.sleep(100);
      waiting = waiting(authenticator, issuers, wanted);
    }
  }

  private static long waiting(
      JwtAuthenticator authenticator, List<IssuerConfig> issuers, Predicate<IssuerConfig> wanted) {
    List<KeyStatus> statuses = authenticator.keyStatuses();
    long waiting = 0;
    for (int i = 0; i < issuers.size(); i++) {
      IssuerConfig issuer = issuers.get(i);
      KeyStatus status = statuses.get(i);
      if (wanted.test(issuer)
          && issuer.keySource() instanceof KeySource.Remote
          && !(issuer.keySource() instanceof KeySource.PemPerKid)
          && status.lastSuccess().isEmpty()
          && status.lastFailure().isEmpty()) {
        waiting++;
      }
    }
    return waiting;
  }

  private static Finding finding(IssuerConfig issuer, KeyStatus status) {
    if (issuer.keySource() instanceof KeySource.PemPerKid) {
      return Finding.note(
          issuer.id(), "its keys are fetched by the key id of each token: nothing to fetch before");
    }
    if (status.lastFailure().isPresent()) {
      return Finding.mistake(
          issuer.id(), "its keys are unavailable: " + status.lastFailure().get());
    }
    return status.lastSuccess().isPresent()
        ? Finding.ok(issuer.id(), ConfigurationCheck.keys(status.keys()) + ", fetched")
        : Finding.mistake(
            issuer.id(), "its key server has not answered within " + MOST.toSeconds() + " seconds");
  }
}
