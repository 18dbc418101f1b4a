package dev.signet.it.feature.rings;

import java.security.Provider;

/**
 * Knows the type {@code RINGS} of a key store, as Java for z/OS knows {@code JCERACFKS}. What it
 * reads behind an address is PKCS12.
 */
public final class Rings extends Provider {
  private static final long serialVersionUID = 1L;

  /** The Java runtime makes it. */
  public Rings() {
    super("Rings", "1", "key rings for tests");
    put("KeyStore.RINGS", "sun.security.pkcs12.PKCS12KeyStore");
  }
}
