package dev.signet.testing;

import dev.signet.crypto.SignatureProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Security providers with native code that are beside the classes under test. */
public final class NativeProviders {
  private NativeProviders() {}

  /**
   * Their names: one says its own as a service, and is for Linux alone; the other one is known by
   * its class.
   */
  public static Stream<String> names() {
    boolean isLinux = System.getProperty("os.name").equals("Linux");
    return Stream.concat(
        isLinux ? Stream.of("AmazonCorrettoCryptoProvider") : Stream.empty(),
        Stream.of("org.conscrypt.OpenSSLProvider"));
  }

  /** Each of them, and none, as a configuration names them. */
  public static Stream<SignatureProviders> andThePlatform() {
    return Stream.concat(Stream.of(SignatureProviders.NONE), names().map(NativeProviders::of));
  }

  public static SignatureProviders of(String name) {
    try {
      Path directory = Files.createTempDirectory("providers");
      return Configs.in(directory).root("signatureProvider", name).load().signatureProviders();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the name of a suite: empty for the platform. */
  public static String suffix(SignatureProviders providers) {
    return providers.inOrder().stream()
        .map(Provider::getName)
        .map(name -> ", " + name)
        .collect(Collectors.joining());
  }
}
