package dev.signet.refusals;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.token.RequestChannel;
import dev.signet.token.SafeText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * Which request it was, for the log and the records, in safe characters.
 *
 * @param method the HTTP method
 * @param path the context root and the path that the container dispatches, without path parameters
 *     and query, 200 characters at most; {@code (not normalized)} where that is unknown
 * @param peer the address of the connection
 * @param client the address of the client, which is another where the peer is a trusted proxy;
 *     {@code unknown} where that proxy does not report it
 */
public record RequestFacts(String method, String path, String peer, String client) {
  private static final ChannelAttribute PATH = new ChannelAttribute(Kind.REQUEST_PATH, "");
  private static final ChannelAttribute CLIENT = new ChannelAttribute(Kind.REMOTE_ADDRESS, "");

  /**
   * Of a request.
   *
   * @param request the request as the container has it
   * @param channels what knows the trusted proxies
   * @return its facts, without anything of the request itself
   */
  public static RequestFacts of(HttpServletRequest request, RequestChannel channels) {
    Channel channel = channels.of(request);
    return new RequestFacts(
        SafeText.of(Objects.toString(request.getMethod(), "")),
        channel.values(PATH).stream().map(SafeText::path).findFirst().orElse("(not normalized)"),
        SafeText.of(Objects.toString(request.getRemoteAddr(), "unknown")),
        channel.values(CLIENT).stream().findFirst().orElse("unknown"));
  }

  /** All of it, as a log line has it. */
  @Override
  public String toString() {
    return method + " " + path + ", peer " + peer + ", client " + client;
  }
}
