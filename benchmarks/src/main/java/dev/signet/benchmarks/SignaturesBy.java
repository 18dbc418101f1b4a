package dev.signet.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** Which security provider verifies the signatures. */
public enum SignaturesBy {
  /** Those of the Java runtime, as it comes. */
  PLATFORM(""),
  /** Amazon Corretto Crypto Provider. */
  ACCP("AmazonCorrettoCryptoProvider"),
  /** Conscrypt. */
  CONSCRYPT("org.conscrypt.OpenSSLProvider");

  private final String setting;

  SignaturesBy(String setting) {
    this.setting = setting;
  }

  /** The value of {@code signatureProvider} in {@code signet.json}; empty for the platform's. */
  String setting() {
    return setting;
  }

  /** The provider itself, which nobody installs; none for the platform's. */
  Optional<Provider> provider() {
    return switch (this) {
      case PLATFORM -> Optional.empty();
      case ACCP -> Optional.of(AmazonCorrettoCryptoProvider.INSTANCE);
      case CONSCRYPT -> Optional.of(Conscrypt.newProvider());
    };
  }
}
