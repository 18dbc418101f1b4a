package dev.signet.jose;

import dev.signet.crypto.Sha256;
import dev.signet.crypto.VerificationKey;
import dev.signet.jose.IssuerSelector.Selection;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token that its issuer vouches for, by its key or in its own words, for this server, and that is
 * in its time. Having one is the proof: only a definition's {@link Validation} makes them.
 * Immutable; never prints a claim.
 */
public final class VerifiedJwt {
  private final Selection selection;
  private final Optional<VerificationKey> key;
  private final Optional<PrivateKey> openedWith;
  private final Map<String, Object> claims;
  private final TokenTimes times;

  VerifiedJwt(
      Selection selection,
      Optional<VerificationKey> key,
      Optional<PrivateKey> openedWith,
      Map<String, Object> claims,
      TokenTimes times) {
    this.selection = selection;
    this.key = key;
    this.openedWith = openedWith;
    this.claims = claims;
    this.times = times;
  }

  /** The same, to be looked at again a while after the issuer was asked. */
  VerifiedJwt askedAt(Instant now, Duration cacheTime) {
    return new VerifiedJwt(selection, key, openedWith, claims, times.askedAt(now, cacheTime));
  }

  /**
   * Which definition vouches for the token.
   *
   * @return the {@code id} of the issuer's definition
   */
  public String issuerId() {
    return issuer().id();
  }

  /**
   * The claims as the issuer signed them.
   *
   * @return strings, numbers, booleans, lists, maps and nulls; unmodifiable all the way down
   */
  public Map<String, Object> claims() {
    return claims;
  }

  /**
   * The end of the token ({@code exp}, RFC 7519 section 4.1.4), to the second; sooner where its
   * issuer's definition limits its age.
   *
   * @return without the clock skew
   */
  public Instant expiresAt() {
    return times.end();
  }

  /**
   * From when on the token is refused under every configuration that can be loaded, whatever its
   * {@code maxTokenAge} and {@code clockSkew}.
   *
   * @return {@code exp} and the longest clock skew there may be
   */
  public Instant invalidFrom() {
    return times.invalidFrom();
  }

  /**
   * Until when the token needs not be looked at again: {@link #expiresAt}, or sooner where its
   * issuer is to be asked anew.
   *
   * @return never later than {@link #expiresAt}
   */
  public Instant revalidateAt() {
    return times.revalidateAt();
  }

  /**
   * Whether the token is good for one request only.
   *
   * @return what the issuer's definition says
   */
  public boolean isSingleUse() {
    return issuer().claimChecks().rules().isSingleUse();
  }

  /**
   * What stands for the definition and for what it vouches for. Where the claims are an answer of
   * the issuer's, they are in it: it may give another one next time. Claims that are signed follow
   * from the token.
   *
   * @return a SHA-256, which gives no claim away
   */
  public String digest() {
    List<String> texts = new ArrayList<>(List.of(issuerId()));
    if (key.isEmpty()) {
      addTo(texts, claims);
    }
    return Sha256.ofAll(texts);
  }

  /** A value's kind, then how many parts it has or its text: no two values have the same texts. */
  private static void addTo(List<String> texts, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      texts.addAll(List.of("map", Integer.toString(map.size())));
      map.forEach(
          (name, member) -> {
            addTo(texts, name);
            addTo(texts, member);
          });
    } else if (value instanceof List<?> list) {
      texts.addAll(List.of("list", Integer.toString(list.size())));
      list.forEach(member -> addTo(texts, member));
    } else {
      String kind = value == null ? "null" : value.getClass().getSimpleName();
      texts.addAll(List.of(kind, String.valueOf(value)));
    }
  }

  TrustedIssuer issuer() {
    return selection.issuer();
  }

  /** How the definition was chosen. */
  Selection selection() {
    return selection;
  }

  TokenTimes times() {
    return times;
  }

  /** None where the issuer's word stands in the place of its signature. */
  Optional<VerificationKey> key() {
    return key;
  }

  /** The key that decrypted the token; none where it came plain. */
  Optional<PrivateKey> openedWith() {
    return openedWith;
  }

  /** Says whose token it is, not what is in it. */
  @Override
  public String toString() {
    return "VerifiedJwt[issuer definition " + issuerId() + "]";
  }
}
