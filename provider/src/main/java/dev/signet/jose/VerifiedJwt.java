package dev.signet.jose;

import dev.signet.crypto.Sha256;
import dev.signet.crypto.VerificationKey;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.revocation.RevocableToken;
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
  private final UsedKeys keys;
  private final Map<String, Object> claims;
  private final TokenTimes times;
  private final RevocableToken revocable;

  VerifiedJwt(Selection selection, UsedKeys keys, Map<String, Object> claims, TokenTimes times) {
    this.selection = selection;
    this.keys = keys;
    this.claims = claims;
    this.times = times;
    this.revocable = selection.issuer().revocable().token(claims, keys);
  }

  /** The same, to be looked at again a while after the issuer was asked. */
  VerifiedJwt askedAt(Instant now, Duration cacheTime) {
    return new VerifiedJwt(selection, keys, claims, times.askedAt(now, cacheTime));
  }

  /**
   * The definition that verified the token.
   *
   * @return the {@code id} of the issuer's definition
   */
  public String issuerId() {
    return issuer().id();
  }

  /**
   * The claims as the issuer signed or answered them.
   *
   * @return strings, numbers, booleans, lists, maps and nulls; unmodifiable at every depth
   */
  public Map<String, Object> claims() {
    return claims;
  }

  /**
   * The end of the token ({@code exp}, RFC 7519 section 4.1.4), to the second; an earlier time
   * where its issuer's definition limits its age.
   *
   * @return without the clock skew
   */
  public Instant expiresAt() {
    return times.end();
  }

  /**
   * The time from which every configuration that can be loaded refuses the token, whatever its
   * {@code maxTokenAge} and {@code clockSkew}.
   *
   * @return {@code exp} and the longest clock skew there may be
   */
  public Instant invalidFrom() {
    return times.invalidFrom();
  }

  /**
   * The time until which the token need not be verified again: {@link #expiresAt}, or an earlier
   * time where its issuer must be asked again.
   *
   * @return never later than {@link #expiresAt}
   */
  public Instant revalidateAt() {
    return times.revalidateAt();
  }

  /**
   * Whether the token is accepted for one request only.
   *
   * @return the setting of the issuer's definition
   */
  public boolean isSingleUse() {
    return issuer().claimChecks().rules().isSingleUse();
  }

  /**
   * What a revocation may name of the token.
   *
   * @return made once, with digests alone
   */
  public RevocableToken revocable() {
    return revocable;
  }

  /**
   * A digest of the definition and of its result for the token. Claims from an issuer's answer are
   * part of it, because the next answer may differ. Signed claims are not: the token determines
   * them.
   *
   * @return a SHA-256, which reveals no claim
   */
  public String digest() {
    List<String> texts = new ArrayList<>(List.of(issuerId()));
    if (key().isEmpty()) {
      addTo(texts, claims);
    }
    return Sha256.ofAll(texts);
  }

  /**
   * Adds the type of a value, then the number of its parts or its text, so that no two values have
   * the same texts.
   */
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

  /** How the definition was selected. */
  Selection selection() {
    return selection;
  }

  TokenTimes times() {
    return times;
  }

  /** The key that verified the token; empty where the issuer's answer replaces the signature. */
  Optional<VerificationKey> key() {
    return keys.signer();
  }

  /** The key that decrypted the token; empty where it was not encrypted. */
  Optional<PrivateKey> openedWith() {
    return keys.openedWith();
  }

  /** Shows the definition of the token, never a claim. */
  @Override
  public String toString() {
    return "VerifiedJwt[issuer definition " + issuerId() + "]";
  }
}
