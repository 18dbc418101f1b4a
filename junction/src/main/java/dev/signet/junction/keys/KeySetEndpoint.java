package dev.signet.junction.keys;

import dev.signet.cli.jwks.PublishedKeys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers with the published keys at two paths, and with 404 at every other path. */
public final class KeySetEndpoint extends Handler.Abstract {
  public static final String PATH = "/jwks";

  private static final Set<String> PATHS = Set.of(PATH, "/.well-known/jwks.json");
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Supplier<PublishedKeys> keys;
  private final String cacheControl;

  public KeySetEndpoint(Supplier<PublishedKeys> keys, Duration maxAge) {
    this.keys = keys;
    cacheControl = "max-age=" + maxAge.toSeconds();
  }

  /** Whether the keys are at this path. */
  public static boolean isKeySet(String path) {
    return PATHS.contains(path);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!isKeySet(Request.getPathInContext(request))) {
      return end(response, HttpStatus.NOT_FOUND_404, callback);
    }
    if (!METHODS.contains(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      return end(response, HttpStatus.METHOD_NOT_ALLOWED_405, callback);
    }
    PublishedKeys current = keys.get();
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, cacheControl);
    headers.put(HttpHeader.ETAG, current.entityTag());
    if (isKnown(request, current.entityTag())) {
      return end(response, HttpStatus.NOT_MODIFIED_304, callback);
    }
    byte[] body = current.bytes();
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  /** Whether the client has this very set (RFC 9110 section 13.1.2). */
  private static boolean isKnown(Request request, String entityTag) {
    return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals(entityTag) || tag.equals("*"));
  }

  private static boolean end(Response response, int status, Callback callback) {
    response.setStatus(status);
    callback.succeeded();
    return true;
  }
}
