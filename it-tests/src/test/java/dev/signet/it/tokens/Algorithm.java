package dev.signet.it.tokens;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** The algorithms of RFC 7518 section 3.1 and RFC 8037, in the JDK's own words. */
public enum Algorithm {
  RS256("RS256", "SHA256withRSA", null),
  RS384("RS384", "SHA384withRSA", null),
  RS512("RS512", "SHA512withRSA", null),
  PS256("PS256", "RSASSA-PSS", pss(MGF1ParameterSpec.SHA256, 32)),
  PS384("PS384", "RSASSA-PSS", pss(MGF1ParameterSpec.SHA384, 48)),
  PS512("PS512", "RSASSA-PSS", pss(MGF1ParameterSpec.SHA512, 64)),
  ES256("ES256", "SHA256withECDSAinP1363Format", null),
  ES384("ES384", "SHA384withECDSAinP1363Format", null),
  ES512("ES512", "SHA512withECDSAinP1363Format", null),
  EDDSA("EdDSA", "Ed25519", null);

  private final String jwaName;
  private final String jdkName;

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final @Nullable AlgorithmParameterSpec parameters;

  Algorithm(String jwaName, String jdkName, @Nullable AlgorithmParameterSpec parameters) {
    this.jwaName = jwaName;
    this.jdkName = jdkName;
    this.parameters = parameters;
  }

  private static PSSParameterSpec pss(MGF1ParameterSpec hash, int saltLength) {
    return new PSSParameterSpec(hash.getDigestAlgorithm(), "MGF1", hash, saltLength, 1);
  }

  /** The value of {@code alg}. */
  public String jwaName() {
    return jwaName;
  }

  byte[] sign(PrivateKey key, byte[] input) {
    try {
      Signature signature = Signature.getInstance(jdkName);
      if (parameters != null) {
        signature.setParameter(parameters);
      }
      signature.initSign(key);
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
