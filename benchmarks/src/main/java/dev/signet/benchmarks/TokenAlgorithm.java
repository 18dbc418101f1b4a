package dev.signet.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;

/** The algorithms that are measured, by the names RFC 7518 and RFC 8037 give them. */
public enum TokenAlgorithm {
  /** RSASSA-PKCS1-v1_5, 2048 bits. */
  RS256("RSA", 2048, "SHA256withRSA"),
  /** RSASSA-PSS, 2048 bits. */
  PS256("RSA", 2048, "RSASSA-PSS"),
  /** ECDSA on P-256. */
  ES256("EC", 256, "SHA256withECDSAinP1363Format"),
  /** Ed25519. */
  EdDSA("EdDSA", 255, "Ed25519"),
  /**
   * RS256 with 1024 bits, which no one should use: signatures are made in a fraction of the time.
   */
  SHORT_RS256("RSA", 1024, "SHA256withRSA");

  /** Ten thousand RSA keys would take minutes to make. */
  private static final int MOST_RSA_KEYS = 16;

  private final String keys;
  private final int bits;
  private final String signature;

  TokenAlgorithm(String keys, int bits, String signature) {
    this.keys = keys;
    this.bits = bits;
    this.signature = signature;
  }

  /** As a JOSE header names it. */
  String jwaName() {
    return this == SHORT_RS256 ? RS256.name() : name();
  }

  /** How many keys so many issuers have among them. */
  int keysOf(int issuers) {
    return keys.equals("RSA") ? Math.min(issuers, MOST_RSA_KEYS) : issuers;
  }

  KeyPair generateKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  byte[] sign(PrivateKey key, byte[] bytes) throws GeneralSecurityException {
    Signature signer = signature();
    signer.initSign(key);
    signer.update(bytes);
    return signer.sign();
  }

  /** The signature alone, ready for one key. */
  @FunctionalInterface
  interface Check {
    boolean verifies(byte[] signed, byte[] signature) throws GeneralSecurityException;
  }

  /**
   * What Java itself verifies with, or a provider, with what can be prepared for a key.
   *
   * @param provider Java's own where there is none
   */
  Check check(PublicKey key, Optional<Provider> provider) throws GeneralSecurityException {
    boolean isAsn1 = this == ES256 && provider.isPresent() && !has(provider.get(), signature);
    Signature verifier =
        provider.isEmpty()
            ? signature()
            : Signature.getInstance(isAsn1 ? "SHA256withECDSA" : signature, provider.get());
    verifier.initVerify(key);
    return (signed, bytes) -> {
      verifier.update(signed);
      return verifier.verify(isAsn1 ? asn1(bytes) : bytes);
    };
  }

  private static boolean has(Provider provider, String signature) {
    return provider.getService("Signature", signature) != null;
  }

  private static byte[] asn1(byte[] concatenated) throws GeneralSecurityException {
    try {
      return EcdsaUsingShaAlgorithm.convertConcatenatedToDer(concatenated);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    Signature made = Signature.getInstance(signature);
    if (this == PS256) {
      made.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    return made;
  }
}
