package dev.signet.junction.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.junction.proxy.Page;
import dev.signet.junction.proxy.SameOrigin;
import dev.signet.junction.proxy.SessionCookie;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The demo's page at {@code /}, its files, and what its buttons call, in front of the junction. A
 * request that changes something has to come from the page itself, and be JSON.
 */
final class DemoPage extends Handler.Wrapper {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final int MAX_BODY = 4096;

  private final Map<String, Asset> assets =
      Map.of(
          "/", Asset.read("demo.html", "text/html"),
          "/demo/demo.css", Asset.read("demo.css", "text/css"),
          "/demo/demo.js", Asset.read("demo.js", "text/javascript"));

  private final DemoButtons buttons;

  DemoPage(Handler junction, DemoButtons buttons) {
    super(junction);
    this.buttons = buttons;
  }

  /** A file of the page, read once. */
  private record Asset(String type, String text) {
    static Asset read(String name, String type) {
      try (InputStream in = DemoPage.class.getResourceAsStream("page/" + name)) {
        byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
        return new Asset(type + ";charset=utf-8", new String(bytes, UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    Asset asset = path == null ? null : assets.get(path);
    if (asset != null && request.getMethod().equals("GET")) {
      secure(response);
      Page.write(HttpStatus.OK_200, asset.type(), asset.text(), response, callback);
      return true;
    }
    if (path == null || !path.startsWith(DemoButtons.PREFIX)) {
      return super.handle(request, response, callback);
    }
    secure(response);
    DemoButtons.Answer answer = answer(path, request);
    answer.login().ifPresent(id -> setCookie(id, request, response));
    Page.write(answer.status(), "application/json", answer.body().toString(), response, callback);
    return true;
  }

  private DemoButtons.Answer answer(String path, Request request) throws IOException {
    Optional<String> session = SessionCookie.in(request);
    if (request.getMethod().equals("GET")) {
      return buttons.look(path, session);
    }
    if (!request.getMethod().equals("POST")) {
      return DemoButtons.Answer.mistake(HttpStatus.METHOD_NOT_ALLOWED_405);
    }
    if (!SameOrigin.isOf(request) || !isJson(request)) {
      return DemoButtons.Answer.mistake(HttpStatus.FORBIDDEN_403);
    }
    if (request.getLength() < 0 || request.getLength() > MAX_BODY) {
      return DemoButtons.Answer.mistake(HttpStatus.PAYLOAD_TOO_LARGE_413);
    }
    String body = Content.Source.asString(request, UTF_8);
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject wish = reader.readObject();
      return buttons.press(path, session, wish);
    } catch (JsonException e) {
      return DemoButtons.Answer.mistake(HttpStatus.BAD_REQUEST_400);
    }
  }

  /** A form of another site can send no such body without asking first. */
  private static boolean isJson(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return type != null && type.startsWith("application/json");
  }

  private static void setCookie(String id, Request request, Response response) {
    if (id.isEmpty()) {
      SessionCookie.remove(request, response);
    } else {
      SessionCookie.put(request, response, id);
    }
  }

  private static void secure(Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Referrer-Policy", "same-origin");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
  }
}
