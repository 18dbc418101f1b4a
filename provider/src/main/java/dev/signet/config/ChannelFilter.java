package dev.signet.config;

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
   * @return true where all conditions hold
   */
  public boolean matches(Channel channel) {
    for (ChannelCondition condition : conditions) {
      if (!condition.holds(channel)) {
        return false;
      }
    }
    return true;
  }
}
