package dev.signet.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;

/**
 * A signature that is known to be good, of a text with one key: what shows whether an
 * implementation of an algorithm tells good signatures from others.
 */
public final class KnownAnswer {
  private static final String FILE = "known-answers.properties";
  private static final byte[] TEXT =
      "the signature of a known message".getBytes(StandardCharsets.US_ASCII);

  private final PublicKey key;
  private final byte[] signature;

  private KnownAnswer(PublicKey key, byte[] signature) {
    this.key = key;
    this.signature = signature;
  }

  /**
   * That of an algorithm.
   *
   * @param algorithm one of the algorithms that tokens may have
   * @return always the same
   */
  public static KnownAnswer of(SignatureAlgorithm algorithm) {
    Properties answers = new Properties();
    try (InputStream in = Objects.requireNonNull(KnownAnswer.class.getResourceAsStream(FILE))) {
      answers.load(in);
      byte[] key = bytes(answers, algorithm.keyFamily().name() + ".key");
      return new KnownAnswer(
          KeyFactory.getInstance(javaName(algorithm.keyFamily()))
              .generatePublic(new X509EncodedKeySpec(key)),
          bytes(answers, algorithm.jwaName() + ".signature"));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime does not know " + algorithm.jwaName(), e);
    }
  }

  private static byte[] bytes(Properties answers, String name) {
    return Base64.getUrlDecoder().decode(answers.getProperty(name));
  }

  private static String javaName(KeyFamily family) {
    return switch (family) {
      case RSA -> "RSA";
      case P_256, P_384, P_521 -> "EC";
      case ED25519 -> "Ed25519";
    };
  }

  /** The public key; the private one was not kept. */
  public PublicKey key() {
    return key;
  }

  /** The text that is signed, in ASCII. */
  public byte[] signed() {
    return TEXT.clone();
  }

  /** The signature, in the form of its algorithm. */
  public byte[] signature() {
    return signature.clone();
  }

  /** Whether the good signature is accepted, and neither that of another text nor another one. */
  public boolean isGivenBy(Check check) {
    return check.accepts(TEXT, signature)
        && !check.accepts(changed(TEXT), signature)
        && !check.accepts(TEXT, changed(signature));
  }

  private static byte[] changed(byte[] bytes) {
    byte[] other = bytes.clone();
    other[other.length / 2] ^= 1;
    return other;
  }

  /** An implementation of the algorithm, with the key. */
  @FunctionalInterface
  public interface Check {
    /** Whether a signature is that of a text. */
    boolean accepts(byte[] signed, byte[] signature);
  }
}
