package dev.signet.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens that must be refused, each with its one reason, in the world of {@link HostileWorld}. A
 * test of the line uses them, and one of a whole server.
 */
public final class HostileTokens {
  private HostileTokens() {}

  /**
   * The table.
   *
   * @param world the keys and the time
   * @param slack how long the tokens whose time has not come keep from having it
   */
  public static List<HostileToken> of(HostileWorld world, Duration slack) {
    List<HostileToken> all = new ArrayList<>();
    all.addAll(HostileAlgorithms.of(world));
    all.addAll(HostileSignatures.of(world));
    all.addAll(HostileHeaders.of(world));
    all.addAll(HostileTexts.of(world));
    all.addAll(HostileJson.of(world));
    all.addAll(HostileClaims.of(world, slack.toSeconds()));
    all.addAll(HostileIssuers.of(world));
    all.addAll(HostileEncryptions.of(world));
    all.addAll(HostileRequests.of(world));
    return List.copyOf(all);
  }
}
