package dev.signet.channel;

import java.util.List;

/** The attributes of a request besides its token, as far as the container guarantees them. */
@FunctionalInterface
public interface Channel {

  /**
   * The values of one attribute.
   *
   * @param attribute the attribute
   * @return the values in the request's order; empty where there are none, or none that can be
   *     trusted
   */
  List<String> values(ChannelAttribute attribute);
}
