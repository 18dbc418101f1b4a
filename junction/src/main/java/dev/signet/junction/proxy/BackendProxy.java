package dev.signet.junction.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.client.UpgradeProtocolHandler;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's proxy for one junction: removes a client's identity headers, adds the token, and
 * translates locations and cookie paths between the two sides.
 */
public final class BackendProxy extends ProxyHandler.Reverse {
  /** The request attribute with the token; absent where the server gets no user. */
  public static final String TOKEN = BackendProxy.class.getName() + ".token";

  private static final long CONNECT_MILLIS = 5_000;

  private final Backend backend;
  private final IdentityHeaders identityHeaders;
  private final SslContextFactory.Client tls;

  /**
   * The proxy to one server.
   *
   * @param backend the server
   * @param tls the certificates that are accepted from it
   */
  public BackendProxy(Backend backend, SslContextFactory.Client tls) {
    super(request -> behind(backend, request.getHttpURI()));
    this.backend = backend;
    this.identityHeaders = new IdentityHeaders(backend.header());
    this.tls = tls;
  }

  private static HttpURI behind(Backend backend, HttpURI uri) {
    return HttpURI.build(backend.address().toString())
        .path(backend.pathBehind(uri.getPath()))
        .param(null)
        .query(uri.getQuery())
        .asImmutable();
  }

  @Override
  protected HttpClient newHttpClient() {
    HttpClient client = super.newHttpClient();
    client.setSslContextFactory(tls);
    client.setConnectTimeout(CONNECT_MILLIS);
    client.setUserAgentField(null);
    client.setIdleTimeout(backend.timeout().toMillis());
    return client;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    getHttpClient().getProtocolHandlers().put(new UpgradeProtocolHandler());
  }

  @Override
  protected void sendProxyToServerRequest(
      Request clientToProxyRequest,
      org.eclipse.jetty.client.Request proxyToServerRequest,
      Response proxyToClientResponse,
      Callback proxyToClientCallback) {
    if (WebSocketTunnel.isAskedFor(clientToProxyRequest)) {
      HttpUpgrader.Factory tunnel =
          version ->
              new WebSocketTunnel(
                  clientToProxyRequest,
                  proxyToClientResponse,
                  proxyToClientCallback,
                  this::filterServerToProxyResponseField);
      proxyToServerRequest.attribute(HttpUpgrader.Factory.class.getName(), tunnel);
    }
    super.sendProxyToServerRequest(
        clientToProxyRequest, proxyToServerRequest, proxyToClientResponse, proxyToClientCallback);
  }

  @Override
  protected void copyRequestHeaders(
      Request clientToProxyRequest, org.eclipse.jetty.client.Request proxyToServerRequest) {
    super.copyRequestHeaders(clientToProxyRequest, proxyToServerRequest);
    Object token = clientToProxyRequest.getAttribute(TOKEN);
    List<String> cookies = cookiesBehind(clientToProxyRequest);
    proxyToServerRequest.headers(
        headers -> {
          headers.remove(HttpHeader.HOST);
          headers.remove(HttpHeader.COOKIE);
          headers.getFieldNamesCollection().stream()
              .filter(identityHeaders::includes)
              .toList()
              .forEach(headers::remove);
          if (!cookies.isEmpty()) {
            headers.put(HttpHeader.COOKIE, String.join("; ", cookies));
          }
          if (token instanceof String text) {
            headers.put(backend.header(), isAuthorization() ? "Bearer " + text : text);
          }
        });
  }

  @Override
  protected void addProxyHeaders(
      Request clientToProxyRequest, org.eclipse.jetty.client.Request proxyToServerRequest) {
    HttpURI uri = clientToProxyRequest.getHttpURI();
    boolean isTls = clientToProxyRequest.isSecure();
    proxyToServerRequest.headers(
        headers -> {
          headers.put("X-Forwarded-For", Request.getRemoteAddr(clientToProxyRequest));
          headers.put("X-Forwarded-Proto", isTls ? "https" : "http");
          headers.put("X-Forwarded-Host", uri.getAuthority());
          headers.put(
              "X-Forwarded-Port", String.valueOf(Request.getServerPort(clientToProxyRequest)));
        });
  }

  @Override
  protected @Nullable HttpField filterServerToProxyResponseField(HttpField field) {
    HttpHeader header = field.getHeader();
    if (header == HttpHeader.LOCATION || header == HttpHeader.CONTENT_LOCATION) {
      Optional<String> place = backend.inFront(field.getValue());
      return place.isPresent() ? new HttpField(header, place.get()) : field;
    }
    return header == HttpHeader.SET_COOKIE ? cookieInFront(field) : field;
  }

  /** Nothing for a cookie that would replace the junction's own. */
  private @Nullable HttpField cookieInFront(HttpField field) {
    List<String> parts = new ArrayList<>();
    for (String part : field.getValue().split(";", -1)) {
      String attribute = part.strip().toLowerCase(Locale.ROOT);
      if (attribute.startsWith("path=")) {
        String path = part.strip().substring("path=".length());
        parts.add(
            "Path="
                + (path.startsWith("/") ? backend.pathInFront(path) : backend.pathInFront("/")));
      } else if (!attribute.startsWith("domain=")) {
        parts.add(part.strip());
      }
    }
    // browsers strip the name
    return parts.get(0).split("=", 2)[0].strip().equals(SessionCookie.NAME)
        ? null
        : new HttpField(HttpHeader.SET_COOKIE, String.join("; ", parts));
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request clientToProxyRequest,
      org.eclipse.jetty.client.Request proxyToServerRequest,
      org.eclipse.jetty.client.Response serverToProxyResponse,
      Response proxyToClientResponse,
      Callback proxyToClientCallback,
      Throwable failure) {
    boolean isSlow = failure instanceof TimeoutException;
    int status = isSlow ? HttpStatus.GATEWAY_TIMEOUT_504 : HttpStatus.BAD_GATEWAY_502;
    if (proxyToClientResponse.isCommitted()) {
      proxyToClientCallback.failed(failure);
      return;
    }
    proxyToClientResponse.reset();
    Page.of("No answer", isSlow ? Page.SLOW : Page.UNREACHABLE)
        .write(status, proxyToClientResponse, proxyToClientCallback);
  }

  private boolean isAuthorization() {
    return HttpHeader.AUTHORIZATION.is(backend.header());
  }

  /** As they were sent, but for the junction's own. */
  private static List<String> cookiesBehind(Request request) {
    return request.getHeaders().getValuesList(HttpHeader.COOKIE).stream()
        .flatMap(value -> Arrays.stream(value.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> !cookie.isEmpty() && !cookie.startsWith(SessionCookie.NAME + "="))
        .toList();
  }
}
