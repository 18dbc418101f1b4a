package dev.signet.testing;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.channel.ChannelAttribute.Kind;
import java.util.List;

/** Requests that say little about themselves. */
public final class Channels {
  /** Says nothing at all. */
  public static final Channel SILENT = attribute -> List.of();

  private Channels() {}

  public static Channel from(String address) {
    return saying(new ChannelAttribute(Kind.REMOTE_ADDRESS, ""), address);
  }

  public static Channel saying(ChannelAttribute attribute, String... values) {
    return asked -> asked.equals(attribute) ? List.of(values) : List.of();
  }
}
