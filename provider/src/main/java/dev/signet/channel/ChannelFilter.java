package dev.signet.channel;

import dev.signet.channel.ChannelCondition.Truth;
import java.util.List;

/**
 * What a request must be for an issuer's tokens to be believed on it: all conditions hold. Without
 * any, every request will do.
 *
 * @param conditions what must hold
 */
public record ChannelFilter(List<ChannelCondition> conditions) {

  /** Every request. */
  public static final ChannelFilter EVERY = new ChannelFilter(List.of());

  /** Copies the conditions. */
  public ChannelFilter {
    conditions = List.copyOf(conditions);
  }

  /**
   * Whether a request is of this kind.
   *
   * @param channel what the request says about itself
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
