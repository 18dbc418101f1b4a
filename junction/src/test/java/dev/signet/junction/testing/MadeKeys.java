package dev.signet.junction.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/** The files of one {@code keys} command, in a folder of their own. */
public record MadeKeys(Path folder) {

  public static MadeKeys in(Path folder) {
    MadeKeys keys = new MadeKeys(folder);
    Run made = keys.make();
    assertEquals("", made.err());
    assertEquals(0, made.exitCode());
    return keys;
  }

  /** Runs the command, again if need be. */
  public Run make() {
    return Run.of(
        "keys",
        "--password-file=" + password(),
        "--keystore=" + signer(),
        "--trust-keystore=" + trust(),
        "--server-keystore=" + server(),
        "--tls-certificate=" + tlsCertificate(),
        "--server-env=" + serverEnv());
  }

  /** The options that say which key signs. */
  public List<String> signWith(String command) {
    return List.of(command, "--keystore=" + signer(), "--password-file=" + password());
  }

  public List<Path> all() {
    return List.of(password(), signer(), trust(), server(), tlsCertificate(), serverEnv());
  }

  public Path password() {
    return folder.resolve("password");
  }

  public Path signer() {
    return folder.resolve("junction.p12");
  }

  public Path trust() {
    return folder.resolve("trust.p12");
  }

  public Path server() {
    return folder.resolve("key.p12");
  }

  public Path tlsCertificate() {
    return folder.resolve("tls.pem");
  }

  public Path serverEnv() {
    return folder.resolve("server.env");
  }
}
