package dev.signet;

import dev.signet.cluster.ClusterRevocations;
import dev.signet.config.Mode;
import dev.signet.config.SignetConfig;
import dev.signet.http.KeyThreads;
import dev.signet.revocation.RevocationSharing;
import dev.signet.revocation.ServerRevocations;
import java.time.Clock;

/** Which servers what is revoked here is exchanged with. */
final class SharedRevocations {
  private SharedRevocations() {}

  /** A rehearsal is no member of a cluster. */
  static RevocationSharing of(SignetConfig config, ServerRevocations server, Clock clock) {
    return config
        .cache()
        .filter(cache -> cache.revocations().isPresent() && config.mode() != Mode.REPORT)
        .<RevocationSharing>map(
            cache -> ClusterRevocations.join(cache, server, KeyThreads.FILES, clock))
        .orElse(RevocationSharing.NONE);
  }
}
