package dev.signet.channel;

import dev.signet.channel.ChannelCondition.Truth;
import java.util.List;
import java.util.Optional;

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

  /**
   * The first condition that keeps a request out.
   *
   * @param channel the attributes of the request
   * @return the condition by its setting, and whether its attribute is unknown; empty where the
   *     request matches
   */
  public Optional<String> obstacle(Channel channel) {
    for (ChannelCondition condition : conditions) {
      Truth truth = condition.truth(channel);
      if (truth != Truth.YES) {
        return Optional.of(
            condition.setting() + (truth == Truth.NO ? " does not match" : " is unknown"));
      }
    }
    return Optional.empty();
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
