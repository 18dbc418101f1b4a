package dev.signet.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a token has been revoked, by the entries of several sources. A token that no entry names
 * is not looked up again until the entries change: the check of a remembered token compares a
 * number. Thread-safe.
 */
public final class Revocations implements AutoCloseable {
  private static final AtomicLong VERSIONS = new AtomicLong();

  private final List<RevocationSource> sources;
  private final Clock clock;
  private final RevocationSettings settings;
  private final FollowedRevocations file;
  private final ServerRevocations server;
  private final ServerLogouts logouts;
  private final RevocationSharing sharing;
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
      LoadedRevocations loaded,
      FollowedRevocations file,
      ServerRevocations server,
      RevocationSharing sharing,
      Clock clock) {
    this.settings = loaded.settings();
    this.server = server;
    this.sharing = sharing;
    this.file = file;
    this.logouts = ServerLogouts.join(clock);
    this.sources = Stream.concat(Stream.of(file, server), logouts.sources().stream()).toList();
    this.clock = clock;
    this.known = Lists.of(this.sources);
  }

  /**
   * The entries of a configuration's file, which is followed, and those of this server: added by
   * JMX, or for logins that their issuers have ended.
   *
   * @param loaded what is in the file
   * @param threads on which the file is looked at
   * @param clock tells the time of day
   * @param shares begins to exchange the entries of this server with others
   * @return to be closed
   */
  public static Revocations of(
      LoadedRevocations loaded,
      ScheduledExecutorService threads,
      Clock clock,
      Function<ServerRevocations, RevocationSharing> shares) {
    ServerRevocations server = ServerRevocations.join(clock);
    // first: it may throw
    RevocationSharing sharing = shares.apply(server);
    FollowedRevocations file = FollowedRevocations.join(loaded, threads, clock);
    return new Revocations(loaded, file, server, sharing, clock);
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
   * Ends a login, or every login of a user, that its issuer has ended. It counts for every
   * application of this server from the next request on, and for the servers that it exchanges
   * entries with, until the last such token has ended.
   *
   * @param kind a session or a subject
   * @param issuer the {@code issuerIdentifier} of definitions that all limit the life of tokens
   * @param value the session or the subject
   * @param issuedBefore only tokens from before this moment; empty for tokens of any time
   * @throws IllegalStateException where this server remembers no more logouts
   */
  public void logOut(
      RevokedKind kind, String issuer, String value, Optional<Instant> issuedBefore) {
    Instant end =
        settings
            .endOfTokens(issuer, issuedBefore.orElseGet(clock::instant))
            .orElseThrow(IllegalArgumentException::new);
    Revocation ended = new Revocation(kind, issuer, value, issuedBefore, Optional.of(end));
    logouts.add(ended);
    if (sharing != RevocationSharing.NONE && !ended.hasEndedAt(clock.instant())) {
      share(ended);
    }
  }

  private void share(Revocation entry) {
    try {
      var unused = server.add(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("this server remembers no more entries for others", e);
    }
  }

  /**
   * What an administrator can do by JMX.
   *
   * @return to be shown as an MXBean; another one each time, since Java shows one under one name
   *     only
   */
  public RevocationsMXBean operations() {
    return new RevocationOperations(settings, server, sharing, file, clock);
  }

  /** Stops following the file and exchanging entries. */
  @Override
  public void close() {
    file.close();
    sharing.close();
  }
}
