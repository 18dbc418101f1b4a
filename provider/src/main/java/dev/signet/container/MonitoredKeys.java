package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.keys.KeyStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.management.ObjectName;

/** An application's keys and revocations in the platform's MBean server. */
final class MonitoredKeys {
  private MonitoredKeys() {}

  /** One issuer's keys as they are at each call. */
  private record View(JwtAuthenticator authenticator, int index, Clock clock)
      implements IssuerKeysMXBean {
    private KeyStatus status() {
      return authenticator.keyStatuses().get(index);
    }

    @Override
    public int getKeys() {
      return status().keys();
    }

    @Override
    public long getAgeSeconds() {
      return status()
          .lastSuccess()
          .map(at -> Duration.between(at, clock.instant()).toSeconds())
          .orElse(-1L);
    }

    @Override
    public String getLastFailure() {
      return status().lastFailure().orElse("");
    }

    @Override
    public long getAttempts() {
      return status().attempts();
    }
  }

  /**
   * Shows each definition's keys, and the operations that revoke tokens, until what it returns is
   * closed.
   */
  static MonitoredBeans show(
      AppContextId application, JwtAuthenticator authenticator, Clock clock) {
    MonitoredBeans monitored = new MonitoredBeans(application);
    List<KeyStatus> statuses = authenticator.keyStatuses();
    for (int i = 0; i < statuses.size(); i++) {
      String issuer = ObjectName.quote(statuses.get(i).issuerId());
      monitored.show(new View(authenticator, i, clock), "IssuerKeys", ",issuer=" + issuer);
    }
    monitored.show(authenticator.revocations().operations(), "Revocations", "");
    return monitored;
  }
}
