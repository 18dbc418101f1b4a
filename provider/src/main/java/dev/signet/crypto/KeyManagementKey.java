package dev.signet.crypto;

import java.security.PrivateKey;
import java.util.Set;

/** The private key that decrypts an issuer's tokens (RFC 7516 section 4.1.1). */
public sealed interface KeyManagementKey {

  /**
   * Reads the key.
   *
   * @return an RSA or EC private key
   * @throws IllegalArgumentException with a message that names the key that is missing or of
   *     another kind
   */
  PrivateKey load();

  /**
   * The name of the key, which may be a token's {@code kid}.
   *
   * @return for messages too
   */
  String alias();

  /**
   * What stands for the content that the key comes from: a change of it requires reading the key
   * again.
   *
   * @return the same text while the content is the same
   */
  String fingerprint();

  /**
   * The only key management algorithms that are accepted.
   *
   * @return empty for all that fit the key
   */
  Set<String> algorithms();

  /**
   * A key in a key store.
   *
   * @param keyStore the store it is in
   * @param alias its alias there
   */
  record Stored(KeyStoreConfig keyStore, String alias) implements KeyManagementKey {

    @Override
    public PrivateKey load() {
      PrivateKey key = keyStore.privateKey(alias);
      if (!Set.of("RSA", "EC").contains(key.getAlgorithm())) {
        throw new IllegalArgumentException(
            "the private key \"" + alias + "\" is neither an RSA nor an EC key");
      }
      return key;
    }

    @Override
    public String fingerprint() {
      return keyStore.fingerprint();
    }

    @Override
    public Set<String> algorithms() {
      return Set.of();
    }
  }

  /**
   * A key that came with the settings.
   *
   * @param load the key
   * @param algorithms the only key management algorithms that are accepted; empty for all that fit
   */
  record Given(PrivateKey load, Set<String> algorithms) implements KeyManagementKey {
    /** Copies the set. */
    public Given {
      algorithms = Set.copyOf(algorithms);
    }

    @Override
    public String alias() {
      return "of the settings";
    }

    @Override
    public String fingerprint() {
      return "never changes";
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
      return "Given[" + load.getAlgorithm() + "]";
    }
  }
}
