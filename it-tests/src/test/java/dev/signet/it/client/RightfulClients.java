package dev.signet.it.client;

import dev.signet.it.server.Await;
import dev.signet.it.server.Server;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Clients that send rightful tokens as fast as they are answered. Each sends one token for two
 * seconds, as long as its key is the one that signs.
 */
public final class RightfulClients implements AutoCloseable {
  private static final Duration SESSION = Duration.ofSeconds(2);

  private final URI page;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicReferenceArray<SigningKey> inUse;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile SigningKey signing;
  private volatile boolean open = true;

  private RightfulClients(URI page, SigningKey first, int count) {
    this.page = page;
    this.signing = first;
    this.inUse = new AtomicReferenceArray<>(count);
  }

  public static RightfulClients start(String path, SigningKey first, int count) {
    return start(Server.http().resolve(path), first, count);
  }

  /** The same for a page of any server. */
  public static RightfulClients start(URI page, SigningKey first, int count) {
    RightfulClients clients = new RightfulClients(page, first, count);
    IntStream.range(0, count).forEach(i -> clients.threads.execute(() -> clients.run(i)));
    return clients;
  }

  private void run(int client) {
    while (open) {
      SigningKey key = signing;
      inUse.set(client, key);
      String token = key.sign(Tokens.good()).text();
      tokens.incrementAndGet();
      long end = System.nanoTime() + SESSION.toNanos();
      while (open && key.equals(signing) && System.nanoTime() < end) {
        send(token);
      }
    }
  }

  private void send(String token) {
    requests.incrementAndGet();
    try {
      int status = Http.get(page, "jwt", token).status();
      if (status != 200) {
        failures.add(Integer.toString(status));
      }
    } catch (RuntimeException e) {
      failures.add(String.valueOf(e.getMessage()));
    }
  }

  /** Signs with another key from now on, and returns when no token of the key before is sent. */
  public boolean signWith(SigningKey next) {
    signing = next;
    return Await.until(() -> allUse(next), all -> all);
  }

  private boolean allUse(SigningKey key) {
    return IntStream.range(0, inUse.length()).allMatch(i -> key.equals(inUse.get(i)));
  }

  public long requests() {
    return requests.get();
  }

  public long tokens() {
    return tokens.get();
  }

  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** Returns when the last answer is there. */
  @Override
  public void close() {
    open = false;
    threads.shutdown();
    boolean ended = Await.until(threads::isTerminated, done -> done);
    if (!ended) {
      failures.add("a client has no answer");
    }
  }
}
