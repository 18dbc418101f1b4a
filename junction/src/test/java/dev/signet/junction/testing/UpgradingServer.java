package dev.signet.junction.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server behind the proxy that agrees to any upgrade, says {@code hello} in the same breath, and
 * sends back what it gets until the client ends; below {@code /refuse} it answers 403 with a text.
 */
public final class UpgradingServer implements AutoCloseable {
  private static final String AGREED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: agreed\r\nSet-Cookie: a=b; Path=/\r\n\r\nhello";
  private static final String REFUSED =
      "HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\nX-Why: tired\r\n\r\nnot so";

  private final ServerSocket socket;
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private UpgradingServer(ServerSocket socket) {
    this.socket = socket;
    threads.execute(this::accept);
  }

  public static UpgradingServer start() {
    try {
      return new UpgradingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** What came before the upgrade: the request line and the headers. */
  public BlockingQueue<String> heads() {
    return heads;
  }

  /** A word for each connection that a client has ended. */
  public BlockingQueue<String> ends() {
    return ends;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> answer(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      boolean refuses = head.startsWith("GET /refuse");
      client.getOutputStream().write((refuses ? REFUSED : AGREED).getBytes(ISO_8859_1));
      if (!refuses) {
        client.getInputStream().transferTo(client.getOutputStream());
        ends.add("ended");
      }
    } catch (IOException e) {
      ends.add("broken");
    }
  }

  /** Up to the empty line and no byte further. */
  public static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after: " + head.toString(ISO_8859_1));
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
