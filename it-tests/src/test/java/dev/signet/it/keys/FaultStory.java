package dev.signet.it.keys;

import dev.signet.it.client.Answer;
import dev.signet.it.server.ServerLog;
import dev.signet.it.tokens.SigningKey;
import java.util.List;

/**
 * A key server is faulty when the application starts, is repaired, gets the same fault again and is
 * repaired again; and what rightful users and the log see of it.
 */
final class FaultStory {
  private static final SigningKey FIRST = SigningKey.named("first");
  private static final SigningKey SECOND = SigningKey.named("second");

  private final Fault fault;
  private final HostedIssuer issuer;

  /**
   * What was seen.
   *
   * @param atStart a rightful token while there are no keys
   * @param warningsAtStart the log, up to the repair
   * @param afterRepair the same token
   * @param recoverySeconds how long that took
   * @param known the same token under the fault that came back
   * @param fresh a new token of the same key
   * @param stranger a new key's token
   * @param warnings the log, up to the second repair
   * @param strangerAfterRepair the new key's token
   */
  record ObservedAnswers(
      Answer atStart,
      List<String> warningsAtStart,
      int afterRepair,
      double recoverySeconds,
      int known,
      int fresh,
      Answer stranger,
      List<String> warnings,
      int strangerAfterRepair) {}

  FaultStory(Fault fault, HostedIssuer issuer) {
    this.fault = fault;
    this.issuer = issuer;
  }

  ObservedAnswers tell() {
    String known = issuer.token(FIRST);
    String stranger = issuer.token(SECOND);
    Answer atStart = issuer.ask(known);
    List<String> warningsAtStart = warnings(0, "get a 503");

    long repaired = System.nanoTime();
    issuer.host().recover(SigningKey.published(FIRST));
    int afterRepair = issuer.awaitStatus(known, 200);
    double recoverySeconds = (System.nanoTime() - repaired) / 1e9;

    int mark = ServerLog.mark();
    fault.begin().accept(issuer.host());
    List<String> warnings = warnings(mark, "stay in use");
    int knownUnderFault = issuer.status(known);
    int fresh = issuer.status(issuer.token(FIRST));
    Answer strangerUnderFault = issuer.ask(stranger);

    issuer.host().recover(SigningKey.published(FIRST, SECOND));
    int strangerAfterRepair = issuer.awaitStatus(stranger, 200);
    return new ObservedAnswers(
        atStart,
        warningsAtStart,
        afterRepair,
        recoverySeconds,
        knownUnderFault,
        fresh,
        strangerUnderFault,
        warnings,
        strangerAfterRepair);
  }

  private List<String> warnings(int mark, String wanted) {
    return issuer.awaitLog(mark, line -> line.contains(wanted)).stream()
        .filter(line -> line.startsWith("W ") || line.startsWith("E SIGNET0121E"))
        .toList();
  }
}
