package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.keys.RemoteSource.KeyQuestion;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys that come over HTTP, looked at when a test says so and asked by key id alone. */
final class SourceUnderTest {
  static final String GOOD = "the key";
  static final String RETRY = "503";

  final KeyUsers users = new KeyUsers();
  private final RemoteSource source;
  private final SettableClock clock;
  private final AtomicInteger waiting = new AtomicInteger();

  SourceUnderTest(Configs settings, SettableClock clock) {
    IssuerConfig issuer = settings.load().issuers().get(0);
    users.add(issuer.id());
    this.clock = clock;
    this.source = RemoteKeys.of(issuer, (KeySource.Remote) issuer.keySource(), users, clock);
  }

  String ask(String kid) {
    return ask(kid, "192.0.2.1");
  }

  String ask(String kid, String address) {
    return ask(kid, "webseal", address, waiting);
  }

  /** What becomes of a question: the key, an entry of the catalogue, or to come back later. */
  String ask(String kid, String definition, String address, AtomicInteger waitingOfDefinition) {
    try {
      VerificationKey key = resolve(kid, definition, address, waitingOfDefinition);
      return key.names().contains(kid) ? GOOD : "another key";
    } catch (TokenRejectedException e) {
      return e.rejection().id();
    } catch (VerificationUnavailableException e) {
      return e.retryAfterSeconds() > 0 ? RETRY : "503 without a time";
    }
  }

  VerificationKey resolve(String kid)
      throws TokenRejectedException, VerificationUnavailableException {
    return resolve(kid, "webseal", "192.0.2.1", waiting);
  }

  private VerificationKey resolve(
      String kid, String definition, String address, AtomicInteger waitingOfDefinition)
      throws TokenRejectedException, VerificationUnavailableException {
    KeyQuestion question =
        new KeyQuestion(
            Optional.of(kid), SignatureAlgorithm.RS256, definition, address, waitingOfDefinition);
    return source.resolveKeys(question).get(0);
  }

  boolean stillHolds(VerificationKey key) {
    return source.stillHolds(key);
  }

  KeyStatus status() {
    return source.status("webseal");
  }

  void look() {
    source.refreshWhenDue();
  }

  /** Lets the pause between two refreshes pass, and looks until nothing happens any more. */
  void refresh() throws InterruptedException {
    clock.advance(Duration.ofMinutes(5));
    settle();
  }

  /** Looks until nothing happens any more. */
  void settle() throws InterruptedException {
    String before = "";
    for (int quiet = 0; quiet < 3; ) {
      look();
      Thread.sleep(50);
      String now = status().toString();
      quiet = now.equals(before) ? quiet + 1 : 0;
      before = now;
    }
  }
}
