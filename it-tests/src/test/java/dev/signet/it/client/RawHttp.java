package dev.signet.it.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.it.server.Server;
import dev.signet.testing.HostileToken.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the server without an HTTP client, which would not send what an attacker can. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private RawHttp() {}

  /** What came back, or nothing where the server hung up. Header lines are sent as UTF-8. */
  public static Optional<Answer> get(String path, List<Line> lines) {
    return get(Server.http().resolve("/"), path, "localhost", lines);
  }

  /** The same of any server, with any text in the header Host. */
  public static Optional<Answer> get(URI server, String path, String host, List<Line> lines) {
    String head =
        lines.stream()
            .map(line -> line.name() + ": " + line.value() + "\r\n")
            .collect(
                Collectors.joining("", "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n", ""))
            .concat("Connection: close" + END_OF_HEAD);
    return said(server, head);
  }

  /** A witness among the headers, and a line behind a body in chunks (RFC 9112 section 7.1.2). */
  public static Answer postWithTrailer(URI page, Line trailer) {
    String request =
        """
        POST %s HTTP/1.1
        Host: %s
        Accept: application/json
        X-Witness: a
        Content-Type: text/plain
        Transfer-Encoding: chunked
        TE: trailers
        Trailer: %s
        Connection: close

        1
        x
        0
        %s: %s

        """
            .formatted(
                page.getPath(),
                page.getAuthority(),
                trailer.name(),
                trailer.name(),
                trailer.value())
            .replace("\n", "\r\n");
    return said(page, request).orElseThrow();
  }

  private static Optional<Answer> said(URI server, String request) {
    try (Socket socket = socket(server)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      send(socket, request.getBytes(UTF_8));
      return answer(everything(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket socket(URI server) throws IOException {
    return server.getScheme().equals("https")
        ? TrustingClient.trusting()
            .getSocketFactory()
            .createSocket(server.getHost(), server.getPort())
        : new Socket(server.getHost(), server.getPort());
  }

  private static void send(Socket socket, byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
    } catch (SocketException e) {
      // the server has heard enough; it may have said so
    }
  }

  private static String everything(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (SocketException e) {
      // the server hung up; what it said before counts
    }
    return bytes.toString(ISO_8859_1);
  }

  private static Optional<Answer> answer(String text) {
    int end = text.indexOf(END_OF_HEAD);
    if (end < 0) {
      return Optional.empty();
    }
    List<String> head = text.substring(0, end).lines().toList();
    int status = Integer.parseInt(head.get(0).split(" ", 3)[1]);
    Map<String, List<String>> headers =
        head.stream()
            .skip(1)
            .map(line -> line.split(": ?", 2))
            .collect(
                Collectors.groupingBy(
                    pair -> pair[0].toLowerCase(Locale.ROOT),
                    Collectors.mapping(pair -> pair[1], Collectors.toList())));
    return Optional.of(new Answer(status, headers, text.substring(end + END_OF_HEAD.length())));
  }
}
