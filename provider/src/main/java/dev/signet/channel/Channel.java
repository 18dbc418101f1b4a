package dev.signet.channel;

import java.util.List;

/** What a request says about itself besides its token, as far as the container vouches for it. */
@FunctionalInterface
public interface Channel {

  /**
   * The values of one attribute.
   *
   * @param attribute which one
   * @return the values in the request's order; none where there are none, or none that can be
   *     believed
   */
  List<String> values(ChannelAttribute attribute);
}
