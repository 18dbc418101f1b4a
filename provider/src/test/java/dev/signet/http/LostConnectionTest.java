package dev.signet.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.FetchSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server keeps a connection and closes it when the next request arrives, as issuers do. */
class LostConnectionTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ServerSocket server = listen();
  private final AtomicInteger requests = new AtomicInteger();
  private final DocumentClient client =
      new DocumentClient(
          new FetchSettings(
              Optional.empty(), LONG, LONG, LONG, LONG, LONG, LONG, Optional.empty()));
  private volatile int answersOfAConnection = 1;

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private void start() {
    Thread accepting =
        new Thread(
            () -> {
              try {
                while (true) {
                  serve(server.accept());
                }
              } catch (IOException e) {
                // the test has ended
              }
            });
    accepting.setDaemon(true);
    accepting.start();
  }

  /** Answers some requests of a connection, and closes it when one more has arrived. */
  private void serve(Socket connection) throws IOException {
    try (connection) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
      for (int left = answersOfAConnection; readHead(lines); left--) {
        requests.incrementAndGet();
        if (left == 0) {
          return;
        }
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
      }
    }
  }

  private static boolean readHead(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private String post() {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/introspect");
    return client.post(address, "bmFtZTpwYXNz", "").join().text();
  }

  @Test
  void aRequestOverALostConnectionIsSentOnceMore() {
    start();
    assertEquals("{}", post());
    assertEquals("{}", post());
    assertEquals(3, requests.get(), "the second arrives twice");
  }

  @Test
  void aServerThatAlwaysClosesIsAskedTwiceAndNotMore() {
    answersOfAConnection = 0;
    start();
    CompletionException failure = assertThrows(CompletionException.class, this::post);
    assertEquals("the server cannot be reached", FetchException.reason(failure));
    assertEquals(2, requests.get());
  }
}
