package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A page of the junction's own. It loads nothing from anywhere else, runs no script, and says what
 * the junction is for.
 *
 * @param title the heading
 * @param body HTML, every text from outside escaped
 */
public record Page(String title, String body) {
  public static final String STYLE_PATH = "/junction/style.css";

  static final String UNREACHABLE =
      "<p>The server behind this junction cannot be reached, or does not show the certificate the"
          + " junction trusts.</p>";
  static final String SLOW = "<p>The server behind this junction did not answer in time.</p>";

  static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 34rem; padding: 1rem; }
      .notice { border: 2px solid #b45309; border-radius: .4rem; padding: .4rem .8rem; }
      form.login { display: grid; gap: .6rem; max-width: 20rem; }
      input, button { font: inherit; padding: .4rem .6rem; }
      [role=alert] { border-left: .3rem solid #b91c1c; padding-left: .6rem; }
      dt { font-weight: 600; }
      dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
      """;

  private static final Set<String> NO_BODY = Set.of("GET", "HEAD");

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private static final String HTML =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s - Signet junction</title>
      <link rel="stylesheet" href="%2$s">
      </head>
      <body>
      <p class="notice">For demonstration and tests, never for production.</p>
      <main>
      <h1>%1$s</h1>
      %3$s
      </main>
      </body>
      </html>
      """;

  public static Page of(String title, String body) {
    return new Page(title, body);
  }

  /** A text from outside as it may stand in HTML, in an attribute too. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  public void write(int status, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("Content-Security-Policy", POLICY);
    // "no-referrer" would make browsers send a form's Origin as null, as another site's is
    headers.put("Referrer-Policy", "same-origin");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    write(
        status,
        "text/html;charset=utf-8",
        HTML.formatted(title, STYLE_PATH, body),
        response,
        callback);
  }

  /** A page with a heading alone. */
  static void plain(int status, String title, Response response, Callback callback) {
    of(title, "<p><a href=\"/\">To the junctions</a></p>").write(status, response, callback);
  }

  public static void writeStyle(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "max-age=300");
    write(200, "text/css;charset=utf-8", STYLE, response, callback);
  }

  public static void write(
      int status, String type, String text, Response response, Callback callback) {
    response.setStatus(status);
    if (!NO_BODY.contains(response.getRequest().getMethod())) {
      // its body may not have been read: the next request must not meet the rest of
      // it
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
  }
}
