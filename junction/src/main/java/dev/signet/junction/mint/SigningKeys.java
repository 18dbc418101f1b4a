package dev.signet.junction.mint;

import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.NamedCertificate;
import dev.signet.cli.jwks.PublicJwk;
import dev.signet.cli.jwks.PublishedKeys;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.keys.SelfSignedCertificate;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The junction's signing keys: those it publishes, and the one it signs with. A roll goes through
 * four steps, so that no request fails: publish the new key, wait until every reader had time to
 * see it, sign with it, and withdraw the old one when its last token has ended. The keystore has
 * what is published; after a restart the newest key signs and the others are withdrawn in time.
 */
public final class SigningKeys implements AutoCloseable {
  private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d+)");

  private final Source source;
  private final Times times;
  private final InstantSource clock;
  private final ScheduledExecutorService steps =
      Executors.newSingleThreadScheduledExecutor(SigningKeys::daemon);
  private volatile State state;

  /**
   * Where the keys are and how they are used.
   *
   * @param file the keystore
   * @param alias the name of the first key; those of the others differ in the number at its end
   * @param algorithm what signs: with RSA, since rolling makes RSA keys
   * @param keyIdScheme the rule for the {@code kid}
   */
  public record Source(
      KeyStoreFile file, String alias, SignatureAlgorithm algorithm, KeyIdScheme keyIdScheme) {}

  /**
   * How long the steps of a roll take.
   *
   * @param ahead from publishing a key to signing with it
   * @param afterwards from signing with the new key to withdrawing the old one
   */
  public record Times(Duration ahead, Duration afterwards) {}

  /** The step a roll is in. */
  public enum Phase {
    /** One key, or none of the old ones needed any more. */
    STEADY,
    /** The new key is published and does not sign yet. */
    PUBLISHED,
    /** The new key signs; the old ones are still published for the tokens they have signed. */
    SIGNING
  }

  /**
   * The state that others can see.
   *
   * @param phase the step
   * @param signing the {@code kid} of the key that signs
   * @param published the {@code kid} of every published key
   * @param next when the next step is; empty when there is none
   */
  public record Status(
      Phase phase, String signing, List<String> published, Optional<Instant> next) {}

  /** Replaced as a whole, so that no reader sees half a step. */
  private record State(
      Phase phase,
      SigningKey signing,
      TokenMint mint,
      List<SigningKey> all,
      PublishedKeys published,
      Optional<Instant> next) {}

  public SigningKeys(Source source, Times times, InstantSource clock) {
    this.source = source;
    this.times = times;
    this.clock = clock;
    List<SigningKey> all = all();
    boolean rolled = all.size() > 1;
    this.state = state(rolled ? Phase.SIGNING : Phase.STEADY, newest(all), all, times.afterwards());
    if (rolled) {
      later(times.afterwards(), this::withdraw);
    }
  }

  /** Signs with the key that signs now. */
  public TokenMint mint() {
    return state.mint();
  }

  public PublishedKeys published() {
    return state.published();
  }

  public Status status() {
    State now = state;
    return new Status(
        now.phase(), kid(now.signing()), now.all().stream().map(this::kid).toList(), now.next());
  }

  /**
   * Begins a roll, whose further steps follow by themselves.
   *
   * @return whether it began: not while another is under way
   */
  public synchronized boolean roll() {
    State before = state;
    if (before.phase() != Phase.STEADY) {
      return false;
    }
    String alias = after(before.signing().alias());
    SigningKey next = make(alias);
    source
        .file()
        .change(
            (entries, chars) ->
                entries.setKeyEntry(
                    alias, next.privateKey(), chars, new Certificate[] {next.certificate()}));
    List<SigningKey> all = new ArrayList<>(before.all());
    all.add(next);
    state = state(Phase.PUBLISHED, before.signing(), all, times.ahead());
    later(times.ahead(), () -> signWith(next));
    return true;
  }

  private synchronized void signWith(SigningKey next) {
    state = state(Phase.SIGNING, next, state.all(), times.afterwards());
    later(times.afterwards(), this::withdraw);
  }

  private synchronized void withdraw() {
    SigningKey signing = state.signing();
    List<SigningKey> old = state.all().stream().filter(key -> !key.equals(signing)).toList();
    // unpublished first: a keystore that cannot be written must not keep an old key in force
    state = state(Phase.STEADY, signing, List.of(signing), Duration.ZERO);
    source
        .file()
        .change(
            (entries, chars) -> {
              for (SigningKey key : old) {
                entries.deleteEntry(key.alias());
              }
            });
  }

  private void later(Duration delay, Runnable step) {
    var unused = steps.schedule(step, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private State state(Phase phase, SigningKey signing, List<SigningKey> all, Duration untilNext) {
    TokenMint mint = new TokenMint(signing, source.algorithm(), source.keyIdScheme(), clock);
    var jwks =
        all.stream()
            .map(key -> new NamedCertificate(key.alias(), key.certificate()))
            .map(
                key ->
                    PublicJwk.of(key)
                        .json(
                            source.keyIdScheme().keyId(key).orElse(key.alias()),
                            Optional.of(source.algorithm()))
                        .build())
            .toList();
    Optional<Instant> next =
        phase == Phase.STEADY ? Optional.empty() : Optional.of(clock.instant().plus(untilNext));
    return new State(
        phase, signing, mint, List.copyOf(all), PublishedKeys.of(jwks, List.of()), next);
  }

  private String kid(SigningKey key) {
    return source.keyIdScheme().keyId(key).orElse(key.alias());
  }

  /** The keys whose names differ from the first one's in the number at the end only. */
  private List<SigningKey> all() {
    String stem = stem(source.alias());
    List<SigningKey> all =
        source.file().aliases().stream()
            .filter(alias -> alias.equalsIgnoreCase(source.alias()) || isNumbered(alias, stem))
            .map(source.file()::signingKey)
            .sorted(Comparator.comparingInt(key -> number(key.alias())))
            .toList();
    return all.isEmpty() ? List.of(source.file().signingKey(source.alias())) : all;
  }

  private static SigningKey newest(List<SigningKey> all) {
    return all.get(all.size() - 1);
  }

  private static boolean isNumbered(String alias, String stem) {
    return NUMBERED.matcher(alias).matches() && stem(alias).equalsIgnoreCase(stem);
  }

  private static String stem(String alias) {
    Matcher numbered = NUMBERED.matcher(alias);
    return numbered.matches() ? numbered.group(1) : alias;
  }

  private static int number(String alias) {
    Matcher numbered = NUMBERED.matcher(alias);
    return numbered.matches() ? Integer.parseInt(numbered.group(2)) : 0;
  }

  private static String after(String alias) {
    return stem(alias) + (number(alias) + 1);
  }

  private static SigningKey make(String alias) {
    try {
      return SelfSignedCertificate.forTokens(alias).make(alias);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM makes RSA keys", e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "key-roll");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes no further step. */
  @Override
  public void close() {
    steps.shutdownNow();
  }
}
