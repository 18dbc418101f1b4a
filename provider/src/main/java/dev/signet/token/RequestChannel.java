package dev.signet.token;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.channel.IpAddress;
import dev.signet.config.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the attributes of a request, only through the container's API. The client is the peer of
 * the connection. Where the peer is a trusted proxy, the client is the hop that it reports, and so
 * on up to the first hop that is not trusted. A hop that is unknown, obfuscated or malformed leaves
 * the client unknown.
 */
public final class RequestChannel {
  private final TrustedProxies proxies;

  private RequestChannel(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * A reader for requests that come through proxies.
   *
   * @param proxies the proxies whose reports are trusted
   * @return the reader
   */
  public static RequestChannel trusting(TrustedProxies proxies) {
    return new RequestChannel(proxies);
  }

  /**
   * The channel of one request; not to be used after the request.
   *
   * @param request the request as the container has it
   * @return its attributes
   */
  public Channel of(HttpServletRequest request) {
    return attribute -> values(request, attribute);
  }

  private List<String> values(HttpServletRequest request, ChannelAttribute attribute) {
    return switch (attribute.kind()) {
      case REMOTE_ADDRESS -> client(request).map(RequestChannel::spellings).orElse(List.of());
      case REQUEST_URL -> RequestPath.url(request);
      case REQUEST_PATH -> RequestPath.path(request);
      case HOST -> RequestPath.host(request);
      case USER_AGENT -> RequestFields.headers(request, "User-Agent");
      case REQUEST_HEADER -> RequestFields.headers(request, attribute.name());
      case COOKIE -> RequestFields.cookies(request, attribute.name());
      case WEB_APP -> List.of(RequestPath.contextRoot(request).replaceFirst("^/", ""));
      default -> ClientCertificate.values(request, attribute.kind());
    };
  }

  /** Follows the hops as long as each is known and trusted to report the next. */
  private Optional<IpAddress> client(HttpServletRequest request) {
    Optional<IpAddress> client =
        IpAddress.parseReported(Objects.toString(request.getRemoteAddr(), ""));
    if (client.isEmpty() || !proxies.include(client.get())) {
      return client;
    }
    List<Optional<IpAddress>> hops =
        ForwardedHops.of(proxies.header(), RequestFields.headers(request, proxies.header()));
    for (int i = hops.size() - 1; i >= 0; i--) {
      client = hops.get(i);
      if (client.isEmpty() || !proxies.include(client.get())) {
        return client;
      }
    }
    return client;
  }

  /** Texts are compared with each usual spelling of an address, so that no spelling evades them. */
  private static List<String> spellings(IpAddress address) {
    return address.isIpv6() ? List.of(address.text(), address.fullText()) : List.of(address.text());
  }
}
