package dev.signet.channel;

import dev.signet.channel.ChannelCondition.Truth;
import java.util.List;

/**
 * The conditions on a request under which an issuer's tokens are accepted. All of them must hold.
 * Without conditions, every request matches.
 *
 * @param conditions the conditions that must hold
 */
public record ChannelFilter(List<ChannelCondition> conditions) {

  /** Every request. */
  public static final ChannelFilter EVERY = new ChannelFilter(List.of());

  /** Copies the conditions. */
  public ChannelFilter {
    conditions = List.copyOf(conditions);
  }

  /**
   * Whether a request matches the filter.
   *
   * @param channel the attributes of the request
   * @return true where all conditions hold for certain
   */
  public boolean matches(Channel channel) {
    return truth(channel) == Truth.YES;
  }

  Truth truth(Channel channel) {
    Truth truth = Truth.YES;
    for (ChannelCondition condition : conditions) {
      truth = truth.and(condition.truth(channel));
      if (truth == Truth.NO) {
        return truth;
      }
    }
    return truth;
  }
}
