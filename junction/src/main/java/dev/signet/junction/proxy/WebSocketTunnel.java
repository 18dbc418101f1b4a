package dev.signet.junction.proxy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket through the junction (RFC 6455): the two ends agree with each other, and once they
 * have, bytes pass unchanged both ways. A server that does not agree has answered as to any other
 * request.
 */
final class WebSocketTunnel implements HttpUpgrader {
  /** Silence for this time ends it; WebSocket has a ping of its own against that. */
  private static final long IDLE_MILLIS = 300_000;

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final String PROTOCOL = "websocket";

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final HeaderFilter inFront;

  /** What of an answer's header goes on to the client: the same, another, or nothing. */
  @FunctionalInterface
  interface HeaderFilter {
    @Nullable HttpField filtered(HttpField field);
  }

  WebSocketTunnel(Request request, Response response, Callback callback, HeaderFilter inFront) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.inFront = inFront;
  }

  static boolean isAskedFor(Request request) {
    HttpFields headers = request.getHeaders();
    return HttpMethod.GET.is(request.getMethod())
        && headers.contains(HttpHeader.UPGRADE, PROTOCOL)
        && headers.contains(HttpHeader.CONNECTION, "upgrade");
  }

  @Override
  public void prepare(org.eclipse.jetty.client.Request toServer) {
    toServer.headers(WebSocketTunnel::putUpgrade);
  }

  private static void putUpgrade(HttpFields.Mutable headers) {
    headers.put(HttpHeader.UPGRADE, PROTOCOL);
    headers.put(HttpHeader.CONNECTION, "Upgrade");
  }

  /** The server behind has agreed: so does the junction, and the bytes may flow. */
  @Override
  public void upgrade(
      org.eclipse.jetty.client.Response fromServer, EndPoint server, Callback upgraded) {
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, pipes(client, server));
    response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
    for (HttpField field : fromServer.getHeaders()) {
      HttpField translated = inFront.filtered(field);
      if (translated != null) {
        response.getHeaders().add(translated);
      }
    }
    putUpgrade(response.getHeaders());
    response.write(
        true,
        BufferUtil.EMPTY_BUFFER,
        Callback.from(
            () -> {
              upgraded.succeeded();
              callback.succeeded();
            },
            failure -> {
              server.close(failure);
              upgraded.succeeded();
              callback.failed(failure);
            }));
  }

  /** Jetty's own pipes, one a direction; that from the server opens after that from the client. */
  private ConnectHandler.DownstreamConnection pipes(EndPoint client, EndPoint server) {
    Executor executor = request.getComponents().getExecutor();
    ByteBufferPool buffers = request.getComponents().getByteBufferPool();
    ConnectHandler tunnel = new ConnectHandler();
    ConnectHandler.DownstreamConnection fromServer =
        tunnel.new DownstreamConnection(server, executor, buffers, new ConcurrentHashMap<>());
    ConnectHandler.DownstreamConnection fromClient =
        tunnel.new DownstreamConnection(client, executor, buffers, new ConcurrentHashMap<>()) {
          @Override
          public void onOpen() {
            client.setIdleTimeout(IDLE_MILLIS);
            server.setIdleTimeout(IDLE_MILLIS);
            super.onOpen();
            server.upgrade(fromServer);
          }
        };
    fromServer.setConnection(fromClient);
    fromClient.setConnection(fromServer);
    fromServer.setInputBufferSize(BUFFER_BYTES);
    fromClient.setInputBufferSize(BUFFER_BYTES);
    return fromClient;
  }
}
