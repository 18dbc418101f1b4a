package dev.signet.channel;

import java.math.BigInteger;
import java.util.Optional;

/** Stands for the client of a request where what one client can use up is limited. */
public final class ClientNetwork {
  private static final ChannelAttribute ADDRESS =
      new ChannelAttribute(ChannelAttribute.Kind.REMOTE_ADDRESS, "");

  private static final int IPV6_HOST_BITS = 64;

  private ClientNetwork() {}

  /**
   * The client of a request.
   *
   * @param channel the attributes of the request
   * @return its address, or for IPv6 the network, because a client can use any address in it; empty
   *     where the address is unknown
   */
  public static String of(Channel channel) {
    Optional<IpAddress> address =
        channel.values(ADDRESS).stream().findFirst().flatMap(IpAddress::parseReported);
    return address
        .map(a -> a.isIpv6() ? a.value().shiftRight(IPV6_HOST_BITS) : a.value())
        .map(BigInteger::toString)
        .orElse("");
  }
}
