package dev.signet.jose;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.KeyStrength;
import dev.signet.config.Pem;
import dev.signet.config.SignatureAlgorithm;
import dev.signet.jose.KeyFetch.FetchedKeys;
import dev.signet.token.CannotDecideException;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A document for each key, as AWS load balancers publish them. A name that does not match the
 * pattern never gets into an address. Each name is a small set of keys of its own; few are kept,
 * and new ones are asked for at a limited rate.
 */
final class PemPerKidKeys implements IssuerKeys {
  private static final int MAX_KEYS = 100;
  private static final String NO_SUCH_KEY = KeyFetchException.status(404);

  private final IssuerConfig issuer;
  private final KeySource.PemPerKid source;
  private final Pattern kidPattern;
  private final DocumentClient client;
  private final Clock clock;
  private final LoadingCache<String, RefreshedKeys> byKid =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).executor(Runnable::run).build(this::keysOf);
  private Instant nextNewKid = Instant.MIN;

  PemPerKidKeys(
      IssuerConfig issuer, KeySource.PemPerKid source, DocumentClient client, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.kidPattern = Pattern.compile(source.kidPattern());
    this.client = client;
    this.clock = clock;
  }

  private RefreshedKeys keysOf(String kid) {
    URI url = URI.create(address(kid));
    return new RefreshedKeys(
        issuer.id(),
        source.fetch(),
        Optional.empty(),
        () -> client.fetch(url).thenApply(d -> new FetchedKeys(keySet(kid, d.text()), d.maxAge())),
        clock);
  }

  private String address(String kid) {
    return source.url().replace("{kid}", kid);
  }

  /** A generous pattern may let through what is no part of an address. */
  private boolean mayBeAsked(String kid) {
    try {
      return kidPattern.matcher(kid).matches() && new URI(address(kid)).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private KeySet keySet(String kid, String pem) {
    try {
      PublicKey key = Pem.publicKey(pem);
      Set<SignatureAlgorithm> algorithms =
          VerificationKey.fitting(key, issuer.signatureAlgorithms());
      if (!algorithms.isEmpty()
          && KeyStrength.weakness(key, issuer.allowsShortRsaKeys()).isEmpty()) {
        return new KeySet(
            List.of(new VerificationKey(key, Set.of(kid), algorithms, Optional.empty())));
      }
    } catch (IllegalArgumentException e) {
      // the same as a key for something else
    }
    throw new KeyFetchException("the answer is no PEM key for the issuer's algorithms");
  }

  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException, CannotDecideException {
    String kid =
        name.filter(this::mayBeAsked)
            .orElseThrow(() -> new TokenRejectedException(Rejection.KEY_UNKNOWN));
    RefreshedKeys keys = byKid.getIfPresent(kid);
    if (keys == null) {
      takeTurn();
      keys = byKid.get(kid);
    }
    try {
      return keys.resolveKeys(name, algorithm);
    } catch (CannotDecideException e) {
      // a name without keys is not kept, so that nobody makes us ask for invented ones forever
      byKid.invalidate(kid);
      if (keys.status().lastFailure().filter(NO_SUCH_KEY::equals).isPresent()) {
        throw new TokenRejectedException(Rejection.KEY_UNKNOWN);
      }
      throw e;
    }
  }

  /** A new name may be asked for once in an interval; between two, nobody can say what it is. */
  private synchronized void takeTurn() throws CannotDecideException {
    Instant now = clock.instant();
    if (now.isBefore(nextNewKid)) {
      throw new CannotDecideException(
          issuer.id(), Math.max(1, source.fetch().unknownKidInterval().toSeconds()));
    }
    nextNewKid = now.plus(source.fetch().unknownKidInterval());
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return byKid.asMap().values().stream().anyMatch(keys -> keys.stillHolds(key));
  }

  @Override
  public void refreshWhenDue() {
    byKid.asMap().values().forEach(RefreshedKeys::refreshWhenDue);
  }

  @Override
  public KeyStatus status() {
    List<KeyStatus> all = byKid.asMap().values().stream().map(RefreshedKeys::status).toList();
    return new KeyStatus(
        issuer.id(),
        all.stream().mapToInt(KeyStatus::keys).sum(),
        all.stream().flatMap(s -> s.lastSuccess().stream()).max(Instant::compareTo),
        all.stream().flatMap(s -> s.lastFailure().stream()).findFirst(),
        all.stream().mapToLong(KeyStatus::attempts).sum());
  }
}
