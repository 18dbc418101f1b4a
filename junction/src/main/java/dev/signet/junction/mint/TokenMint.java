package dev.signet.junction.mint;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.cli.jwks.SigningKey;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Signs tokens with one key, one algorithm and one rule for the {@code kid}. The JOSE header holds
 * {@code alg} and, unless the rule is {@link KeyIdScheme#NONE}, {@code kid}; nothing else, unless a
 * {@code typ} is asked for. Immutable and safe for use by several threads.
 */
public final class TokenMint {
  private final SigningKey key;
  private final SignatureAlgorithm algorithm;
  private final KeyIdScheme keyIdScheme;
  private final InstantSource clock;

  /**
   * A mint for this key.
   *
   * @throws IllegalArgumentException when the algorithm needs another kind of key
   */
  public TokenMint(
      SigningKey key, SignatureAlgorithm algorithm, KeyIdScheme keyIdScheme, InstantSource clock) {
    if (!algorithm.fits(key.privateKey())) {
      throw new IllegalArgumentException(
          algorithm + " needs " + algorithm.neededKey() + ", which '" + key.alias() + "' is not");
    }
    this.key = key;
    this.algorithm = algorithm;
    this.keyIdScheme = keyIdScheme;
    this.clock = clock;
  }

  /** The compact form of a token that says this, valid from now on. */
  public String mint(TokenRequest request) {
    return sign(request.claimsAt(clock.instant()));
  }

  /** The compact form of a token with these claims, as they are. */
  public String sign(JsonObject claims) {
    return sign(claims, Optional.empty());
  }

  /** The same with a {@code typ}, for a token that is no identity. */
  public String sign(JsonObject claims, String type) {
    return sign(claims, Optional.of(type));
  }

  private String sign(JsonObject claims, Optional<String> type) {
    JsonWebSignature token = new JsonWebSignature();
    type.ifPresent(text -> token.setHeader("typ", text));
    token.setAlgorithmHeaderValue(algorithm.toString());
    keyIdScheme.keyId(key).ifPresent(token::setKeyIdHeaderValue);
    token.setPayload(claims.toString());
    token.setKey(key.privateKey());
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new CommandFailedException(
          "the key '" + key.alias() + "' cannot sign with " + algorithm);
    }
  }
}
