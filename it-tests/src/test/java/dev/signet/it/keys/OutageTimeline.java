package dev.signet.it.keys;

import dev.signet.it.server.Moment;
import dev.signet.it.setup.Settings;
import dev.signet.it.tokens.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A key server dies and comes back, and what a running server does meanwhile. A second stands for a
 * minute: keys are fetched every 3 minutes and kept for 8, the server dies at minute 3 and is back
 * at minute 14.
 */
final class OutageTimeline {
  static final int MAX_STALENESS = 8;
  private static final int DEATH = 3;
  private static final int RETURN = 14;
  private static final int STRANGER_EVERY = 4;
  private static final int LIMIT = 90;
  private static final SigningKey OLD = SigningKey.named("old");
  private static final SigningKey NEW = SigningKey.named("new");

  private final HostedIssuer issuer;
  private final List<Row> rows = new ArrayList<>();

  /** One minute; the new key's token is only sent at some. */
  record Row(int minute, boolean alive, int known, int fresh, String stranger, List<String> log) {
    String line() {
      return String.format(
          Locale.ROOT,
          "| %d | %s | %d | %d | %s | %s |",
          minute,
          alive ? "up" : "dead",
          known,
          fresh,
          stranger,
          String.join("; ", log));
    }
  }

  OutageTimeline(HostedIssuer issuer) {
    this.issuer = issuer;
    issuer.host().recover(SigningKey.published(OLD));
  }

  Settings settings() {
    return issuer
        .settings()
        .with("jwkMaxRefreshInterval", 4)
        .with("jwkMaxStaleness", MAX_STALENESS);
  }

  void stop() {
    issuer.host().stop();
  }

  List<Row> tell() {
    String known = issuer.token(OLD);
    String stranger = issuer.token(NEW);
    long start = System.nanoTime();
    int said = issuer.log(0).size();
    for (int minute = 1; minute <= LIMIT && !isOver(); minute++) {
      Moment.await(start + minute * 1_000_000_000L);
      boolean alive = turn(minute);
      String asked = minute % STRANGER_EVERY == 1 ? "" + issuer.status(stranger) : "";
      // in the order of the row: between the two the keys may come or go
      int remembered = issuer.status(known);
      int fresh = issuer.status(issuer.token(OLD));
      List<String> log = issuer.log(0);
      rows.add(new Row(minute, alive, remembered, fresh, asked, log.subList(said, log.size())));
      said = log.size();
    }
    return List.copyOf(rows);
  }

  /** Some minutes after the return everybody is served. */
  private boolean isOver() {
    return rows.stream()
            .filter(row -> row.minute() > RETURN && row.stranger().equals("200"))
            .count()
        > 0;
  }

  private boolean turn(int minute) {
    if (minute == DEATH) {
      issuer.host().die();
    }
    if (minute == RETURN) {
      issuer.host().recover(SigningKey.published(OLD, NEW));
    }
    return minute < DEATH || minute >= RETURN;
  }
}
