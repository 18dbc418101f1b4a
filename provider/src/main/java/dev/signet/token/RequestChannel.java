package dev.signet.token;

import dev.signet.config.AddressRange;
import dev.signet.config.Channel;
import dev.signet.config.ChannelAttribute;
import dev.signet.config.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads what a request says about itself, through the container's API and nothing else. The client
 * is the peer of the connection; only where that is a trusted proxy is its word about the client
 * believed, from hop to hop, and no further than the first one that is not trusted.
 */
public final class RequestChannel {
  private final TrustedProxies proxies;

  private RequestChannel(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * Reads requests that come through some proxies.
   *
   * @param proxies whose word is believed
   * @return the reader
   */
  public static RequestChannel trusting(TrustedProxies proxies) {
    return new RequestChannel(proxies);
  }

  /**
   * One request's channel; not to be used once the request is over.
   *
   * @param request the request as the container has it
   * @return what it says about itself
   */
  public Channel of(HttpServletRequest request) {
    return attribute -> values(request, attribute);
  }

  private List<String> values(HttpServletRequest request, ChannelAttribute attribute) {
    return switch (attribute.kind()) {
      case REMOTE_ADDRESS -> List.of(client(request));
      case REQUEST_URL -> List.of(request.getRequestURL().toString());
      case REQUEST_PATH -> List.of(path(request));
      case HOST -> RequestFields.headers(request, "Host");
      case USER_AGENT -> RequestFields.headers(request, "User-Agent");
      case REQUEST_HEADER -> RequestFields.headers(request, attribute.name());
      case COOKIE -> RequestFields.cookies(request, attribute.name());
      case WEB_APP -> List.of(request.getContextPath().replaceFirst("^/", ""));
      default -> ClientCertificate.values(request, attribute.kind());
    };
  }

  private String client(HttpServletRequest request) {
    String client = Objects.toString(request.getRemoteAddr(), "");
    if (!proxies.include(client)) {
      return client;
    }
    List<String> hops = hops(RequestFields.headers(request, proxies.header()));
    for (int i = hops.size() - 1; i >= 0; i--) {
      String hop = hops.get(i);
      if (!AddressRange.isAddress(hop)) {
        return client;
      }
      client = hop;
      if (!proxies.include(client)) {
        return client;
      }
    }
    return client;
  }

  private List<String> hops(List<String> lines) {
    Stream<String> elements = lines.stream().flatMap(line -> Arrays.stream(line.split(",", -1)));
    return proxies.header().equals(TrustedProxies.FORWARDED)
        ? elements.map(RequestChannel::forwardedFor).toList()
        : elements.map(RequestChannel::withoutPort).toList();
  }

  /** The parameter {@code for} of one element (RFC 7239 section 4); empty where it has none. */
  private static String forwardedFor(String element) {
    return Arrays.stream(element.split(";", -1))
        .map(String::strip)
        .filter(parameter -> parameter.regionMatches(true, 0, "for=", 0, 4))
        .map(parameter -> withoutPort(parameter.substring(4).replace("\"", "")))
        .findFirst()
        .orElse("");
  }

  private static String withoutPort(String hop) {
    String node = hop.strip();
    if (node.startsWith("[")) {
      return node.substring(1, Math.max(1, node.indexOf(']')));
    }
    boolean hasPort = node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':');
    return hasPort ? node.substring(0, node.indexOf(':')) : node;
  }

  /** As the container understood it, so that no spelling gets around a pattern. */
  private static String path(HttpServletRequest request) {
    return request.getContextPath()
        + request.getServletPath()
        + Objects.toString(request.getPathInfo(), "");
  }
}
