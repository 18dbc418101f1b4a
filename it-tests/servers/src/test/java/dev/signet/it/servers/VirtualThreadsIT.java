package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests on virtual threads, under load and with sessions: Java's Flight Recorder sees no thread
 * that holds its carrier while it waits.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.virtual.threads", matches = "true")
class VirtualThreadsIT {
  private static final Site SITE = new Site("/virtual");
  private static final int USERS = 32;
  private static final int REQUESTS = 60;

  @Deployment(testable = false)
  static WebArchive application() {
    return Wars.plain("virtual");
  }

  /** Each event counts, however short: without a threshold. */
  private static Path recorded(Runnable load) throws IOException {
    Path settings = Files.createTempFile("pinned", ".jfc");
    Files.writeString(
        settings,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration version="2.0">
          <event name="jdk.VirtualThreadPinned">
            <setting name="enabled">true</setting>
            <setting name="stackTrace">true</setting>
            <setting name="threshold">0 ms</setting>
          </event>
          <event name="jdk.VirtualThreadStart"><setting name="enabled">true</setting></event>
        </configuration>
        """);
    Path recording = Files.createTempFile("pinned", ".jfr");
    LoadedCopies.jcmd("JFR.start", "name=pinned", "settings=" + settings);
    load.run();
    LoadedCopies.jcmd("JFR.dump", "name=pinned", "filename=" + recording);
    LoadedCopies.jcmd("JFR.stop", "name=pinned");
    Files.delete(settings);
    return recording;
  }

  /** Tokens of many users, some refused, each user with a session that changes hands. */
  private static int visit(int user) {
    Visitor visitor = Visitor.of(SITE);
    int good = 0;
    for (int i = 0; i < REQUESTS; i++) {
      String name = "user" + (i % 10 == 9 ? user + USERS : user);
      Answer answer = visitor.get("/any/note?put=" + name, Tokens.good().claim("sub", name));
      good += answer.status() == 200 ? 1 : 0;
      if (i % 10 == 0) {
        assertEquals(401, SITE.get("/open/caller", Tokens.expired()).status());
      }
    }
    return good;
  }

  private static int load() {
    ExecutorService users = Executors.newFixedThreadPool(USERS);
    try {
      List<Future<Integer>> visits =
          IntStream.range(0, USERS).mapToObj(user -> users.submit(() -> visit(user))).toList();
      int good = 0;
      for (Future<Integer> visit : visits) {
        good += visit.get();
      }
      return good;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      users.shutdownNow();
    }
  }

  @Test
  void noRequestHoldsTheCarrierOfItsThread() throws Exception {
    // classes are loaded and initialized now: the frames of that are Java's own, and hold carriers
    assertEquals(USERS * REQUESTS, load());
    AtomicInteger good = new AtomicInteger();
    long start = System.nanoTime();
    Path recording = recorded(() -> good.set(load()));
    long seconds = (System.nanoTime() - start) / 1_000_000_000L;
    int started = 0;
    List<String> pinned = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals("jdk.VirtualThreadPinned")) {
        pinned.add(event.toString());
      } else if (event.getEventType().getName().equals("jdk.VirtualThreadStart")) {
        started++;
      }
    }
    Files.delete(recording);
    long ours = pinned.stream().filter(event -> event.contains("dev.signet.")).count();
    System.out.println(
        ServerUnderTest.title()
            + ": "
            + good.get()
            + " requests of "
            + USERS
            + " users let in within "
            + seconds
            + " s, "
            + started
            + " virtual threads started, jdk.VirtualThreadPinned "
            + pinned.size()
            + ", of which with Signet on the stack "
            + ours);
    assertEquals(USERS * REQUESTS, good.get());
    assertTrue(started > 0, "requests run on virtual threads");
    assertEquals(0, ours, () -> String.join("\n", pinned));
  }
}
