package dev.signet.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether a token has been revoked, by the entries of several sources. A token that no entry names
 * is not looked up again until the entries change: the check of a remembered token compares a
 * number. Thread-safe.
 */
public final class Revocations implements AutoCloseable {
  private static final AtomicLong VERSIONS = new AtomicLong();

  private final List<RevocationSource> sources;
  private final Clock clock;
  private final Supplier<RevocationsMXBean> operations;
  private final Runnable end;
  private volatile Lists known;

  /** The lists of all sources at one moment. Tokens keep the number alone, never a list. */
  private record Lists(long version, List<RevocationList> all, boolean isEmpty) {
    static Lists of(List<RevocationSource> sources) {
      List<RevocationList> all = sources.stream().map(RevocationSource::current).toList();
      boolean isEmpty = all.stream().allMatch(list -> list.size() == 0);
      return new Lists(VERSIONS.incrementAndGet(), all, isEmpty);
    }
  }

  private Revocations(
      List<RevocationSource> sources,
      Clock clock,
      Supplier<RevocationsMXBean> operations,
      Runnable end) {
    this.sources = List.copyOf(sources);
    this.clock = clock;
    this.operations = operations;
    this.end = end;
    this.known = Lists.of(this.sources);
  }

  /**
   * The entries of a configuration's file, which is followed, and those of this server.
   *
   * @param file what is in the file
   * @param threads on which the file is looked at
   * @param clock tells the time of day
   * @param shares begins to exchange the entries of this server with others
   * @return to be closed
   */
  public static Revocations of(
      LoadedRevocations file,
      ScheduledExecutorService threads,
      Clock clock,
      Function<ServerRevocations, RevocationSharing> shares) {
    ServerRevocations server = ServerRevocations.join(clock);
    // first: it may throw
    RevocationSharing sharing = shares.apply(server);
    FollowedRevocations followed = FollowedRevocations.join(file, threads, clock);
    return new Revocations(
        List.of(followed, server),
        clock,
        () -> new RevocationOperations(file.settings(), server, sharing, followed, clock),
        () -> {
          followed.close();
          sharing.close();
        });
  }

  private Lists lists() {
    Lists lists = known;
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).current() != lists.all().get(i)) {
        lists = Lists.of(sources);
        known = lists;
        return lists;
      }
    }
    return lists;
  }

  /**
   * Whether there is no entry.
   *
   * @return true where nothing is refused
   */
  public boolean isEmpty() {
    return lists().isEmpty();
  }

  /**
   * The entry that refuses a token.
   *
   * @param token a verified token
   * @return the kind of the entry; empty where the token is not revoked
   */
  public Optional<RevokedKind> revoking(RevocableToken token) {
    Lists lists = lists();
    if (lists.isEmpty() || token.isClearOf(lists.version())) {
      return Optional.empty();
    }
    Optional<RevokedKind> kind = revoking(token, lists);
    if (kind.isEmpty()) {
      token.setClearOf(lists.version());
    }
    return kind;
  }

  private Optional<RevokedKind> revoking(RevocableToken token, Lists lists) {
    Instant now = clock.instant();
    for (RevocationList list : lists.all()) {
      Optional<RevokedKind> kind = list.revoking(token, now);
      if (kind.isPresent()) {
        return kind;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the token that an HTTP session belongs to has been revoked.
   *
   * @param text what {@link RevocableToken#text} gave; where it is not such a text the answer is
   *     yes
   * @return whether the session must end
   */
  public boolean isRevoked(String text) {
    Lists lists = lists();
    return !lists.isEmpty()
        && RevocableToken.parse(text).map(token -> revoking(token, lists).isPresent()).orElse(true);
  }

  /**
   * What an administrator can do by JMX.
   *
   * @return to be shown as an MXBean; another one each time, since Java shows one under one name
   *     only
   */
  public RevocationsMXBean operations() {
    return operations.get();
  }

  /** Stops following the file, and exchanging entries with other servers. */
  @Override
  public void close() {
    end.run();
  }
}
