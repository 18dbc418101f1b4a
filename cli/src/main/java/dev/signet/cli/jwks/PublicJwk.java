package dev.signet.cli.jwks;

import dev.signet.cli.command.CommandFailedException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The public key of a certificate as a JSON Web Key (RFC 7517, RFC 8037). It is made from the
 * certificate alone, so there is no private member it could show.
 */
public final class PublicJwk {
  /** The supported keys, in words. */
  static final String KNOWN_KEYS = "an RSA, P-256, P-384, P-521 or Ed25519 key";

  private static final Set<String> CURVES =
      Set.of(EllipticCurves.P_256, EllipticCurves.P_384, EllipticCurves.P_521);

  private final NamedCertificate source;
  private final PublicJsonWebKey jwk;

  private PublicJwk(NamedCertificate source, PublicJsonWebKey jwk) {
    this.source = source;
    this.jwk = jwk;
  }

  static boolean canHold(PublicKey key) {
    if (key instanceof ECPublicKey ec) {
      return Optional.ofNullable(EllipticCurves.getName(ec.getParams().getCurve()))
          .filter(CURVES::contains)
          .isPresent();
    }
    return key instanceof RSAPublicKey
        || (key instanceof EdECKey ed && SignatureAlgorithm.isEd25519(ed));
  }

  public static PublicJwk of(NamedCertificate source) {
    if (!canHold(source.publicKey())) {
      throw new CommandFailedException(source + " is not " + KNOWN_KEYS);
    }
    try {
      return new PublicJwk(source, PublicJsonWebKey.Factory.newPublicJwk(source.publicKey()));
    } catch (JoseException e) {
      throw new IllegalStateException("a key of a known kind cannot be written", e);
    }
  }

  /** The thumbprint of RFC 7638 with SHA-256. */
  String thumbprint() {
    return jwk.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  /** The key with the members every published key has, and {@code alg} if there is to be one. */
  public JsonObjectBuilder json(String keyId, Optional<SignatureAlgorithm> algorithm) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("kty", jwk.getKeyType()).add("kid", keyId).add("use", "sig");
    algorithm.ifPresent(name -> json.add("alg", name.toString()));
    JsonObject members =
        Json.createObjectBuilder(jwk.toParams(OutputControlLevel.PUBLIC_ONLY)).build();
    members.forEach(json::add);
    return json;
  }

  /** The members that hold the certificate ({@code x5c}) and its hash ({@code x5t#S256}). */
  JsonObjectBuilder certificateJson() {
    try {
      byte[] der = source.certificate().getEncoded();
      String hash = KeyIdScheme.X5T_S256.keyId(source).orElseThrow();
      return Json.createObjectBuilder()
          .add("x5c", Json.createArrayBuilder().add(Base64.getEncoder().encodeToString(der)))
          .add("x5t#S256", hash);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }
}
