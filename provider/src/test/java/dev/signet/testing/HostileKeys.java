package dev.signet.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/**
 * The keys of the world that hostile tokens are sent into.
 *
 * @param rsa signs for the issuer with one RSA key
 * @param ec signs for the issuer with one EC key
 * @param published signs for the issuer with a key set
 * @param closed signs for the issuers that encrypt
 * @param rsaDecryption opens what is encrypted with RSA
 * @param ecDecryption opens what is encrypted with an EC key agreement
 * @param attackerRsa belongs to nobody who is trusted
 * @param attackerEc belongs to nobody who is trusted
 */
public record HostileKeys(
    KeyPair rsa,
    KeyPair ec,
    KeyPair published,
    KeyPair closed,
    KeyPair rsaDecryption,
    KeyPair ecDecryption,
    KeyPair attackerRsa,
    KeyPair attackerEc) {

  public static HostileKeys generate() {
    return new HostileKeys(
        rsaKey(), ecKey(), rsaKey(), rsaKey(), rsaKey(), ecKey(), rsaKey(), ecKey());
  }

  private static KeyPair rsaKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair ecKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
