package dev.signet.audit;

import dev.signet.identity.CallerIdentity;
import dev.signet.refusals.RefusalRecord;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The audit of the server itself, which has refusals with their reason beside the events that the
 * server writes. There is one for this copy of Signet, or none.
 */
public interface ServerAudit {

  /**
   * A refusal; at a limited rate for each reason and definition.
   *
   * @param refusal as the log has it
   * @param caller who is refused, where the token is good
   * @param leftOut how many of its kind before were not passed on
   */
  void refusal(RefusalRecord refusal, Optional<CallerIdentity> caller, long leftOut);

  /**
   * Begins to use one.
   *
   * @param audit of this server
   */
  static void begin(ServerAudit audit) {
    InUse.NOW.set(audit);
  }

  /**
   * Ends it, unless another one is in use.
   *
   * @param audit of this server
   */
  static void end(ServerAudit audit) {
    InUse.NOW.compareAndSet(audit, null);
  }

  /** The one in use. */
  final class InUse {
    private static final AtomicReference<ServerAudit> NOW = new AtomicReference<>();

    private InUse() {}

    static Optional<ServerAudit> now() {
      return Optional.ofNullable(NOW.get());
    }
  }
}
