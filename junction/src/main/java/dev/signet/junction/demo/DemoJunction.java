package dev.signet.junction.demo;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.WholeFile;
import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.junction.command.LoopbackPort;
import dev.signet.junction.keys.KeySetEndpoint;
import dev.signet.junction.keys.ServerTls;
import dev.signet.junction.mint.SigningKeys;
import dev.signet.junction.proxy.Backend;
import dev.signet.junction.proxy.BackendTls;
import dev.signet.junction.proxy.ClaimsTemplate;
import dev.signet.junction.proxy.JunctionProxy;
import dev.signet.junction.proxy.LogoutNotices;
import dev.signet.junction.proxy.SessionTokens;
import dev.signet.junction.proxy.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The proxy of the demo, with its page. Its times are short, so that a token's renewal and a key's
 * roll can be watched. Its keystore is a copy: a rolled key ends with it. The files it made are
 * deleted when this is closed.
 */
final class DemoJunction implements AutoCloseable {
  private static final Duration KEY_SET_MAX_AGE = Duration.ofSeconds(2);

  /** More than twice as long as the server takes to read the keys anew. */
  private static final Duration PUBLISH_AHEAD = Duration.ofSeconds(5);

  private static final Duration IDLE_TIMEOUT = Duration.ofHours(12);

  private final Setup setup;
  private final JunctionProxy proxy;

  private DemoJunction(Setup setup, JunctionProxy proxy) {
    this.setup = setup;
    this.proxy = proxy;
  }

  /**
   * The parts of the proxy.
   *
   * @param port where it listens
   * @param signer the keystore whose key signs first
   * @param alias the name of that key
   * @param tls the keystore with the key for TLS
   * @param folder for the files it makes
   * @param issuer {@code iss}
   * @param lifetime of a token
   */
  public record Setup(
      LoopbackPort port,
      KeyStoreFile signer,
      String alias,
      KeyStoreFile tls,
      Path folder,
      String issuer,
      Duration lifetime) {

    /** The values that the configuration of the server behind needs. */
    Map<String, String> environment() {
      return Map.of(
          "SIGNET_DEMO_KEYS", port.uri("https").resolve(KeySetEndpoint.PATH).toString(),
          "SIGNET_DEMO_TRUST", trustStore().toString());
    }

    private Path trustStore() {
      return folder.resolve("trust.p12").toAbsolutePath().normalize();
    }

    private KeyStoreFile ownKeys() {
      return new KeyStoreFile(folder.resolve("junction.p12"), signer.password());
    }
  }

  /**
   * Makes what the server behind needs when it starts: a keystore with the junction's certificate.
   */
  static void prepare(Setup setup, Path tlsCertificate) {
    try {
      WholeFile.ownerOnly(setup.ownKeys().path()).write(Files.readAllBytes(setup.signer().path()));
    } catch (IOException e) {
      throw new CommandFailedException(setup.signer().path(), "cannot be read", e);
    }
    KeyStore anchors = BackendTls.anchors(tlsCertificate);
    new KeyStoreFile(setup.trustStore(), setup.signer().password())
        .create(
            (entries, password) -> {
              for (String alias : Collections.list(anchors.aliases())) {
                entries.setCertificateEntry(alias, anchors.getCertificate(alias));
              }
            });
  }

  /**
   * Starts it.
   *
   * @param notes gets a line for each logout that the server did not accept
   */
  static DemoJunction start(
      Setup setup, DemoScript script, StatusProbe probe, Consumer<String> notes) {
    InstantSource clock = InstantSource.system();
    JunctionProxy.Setup proxy =
        new JunctionProxy.Setup(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port().number()),
            Optional.of(ServerTls.from(setup.tls())),
            List.of(behind(script)),
            BackendTls.trusting(script.tlsCertificate()),
            IDLE_TIMEOUT,
            KEY_SET_MAX_AGE,
            receivers(script, notes),
            (junction, parts) ->
                new DemoPage(junction, new DemoButtons(parts, script, probe, clock)));
    SigningKeys.Source source =
        new SigningKeys.Source(
            setup.ownKeys(), setup.alias(), SignatureAlgorithm.RS256, KeyIdScheme.X5T_S256);
    SigningKeys.Times times = new SigningKeys.Times(PUBLISH_AHEAD, setup.lifetime());
    JunctionProxy running =
        JunctionProxy.start(
            proxy,
            DemoCaller.users(),
            new SigningKeys(source, times, clock),
            ClaimsTemplate.of(setup.issuer()),
            new SessionTokens.Policy(setup.lifetime(), setup.lifetime().dividedBy(3), false));
    DemoJunction demo = new DemoJunction(setup, running);
    demo.logEverybodyIn(script.headers());
    return demo;
  }

  /** A logout at the junction ends the login at the server too. */
  private static LogoutNotices.Receivers receivers(DemoScript script, Consumer<String> notes) {
    return new LogoutNotices.Receivers(
        List.of(script.https().resolve(DemoScript.LOGOUT)),
        "junction",
        Optional.of(BackendTls.context(script.tlsCertificate())),
        notes);
  }

  private static Backend behind(DemoScript script) {
    // with the style and the icon of the open page
    Set<String> open = Set.of(DemoScript.OPEN_PAGE, "/style.css", "/icon.svg");
    return new Backend(DemoScript.PREFIX, script.https(), "jwt", open, Backend.DEFAULT_TIMEOUT);
  }

  /** A session of its own for each caller, for the shell. */
  private void logEverybodyIn(HeaderFiles headers) {
    JunctionProxy.Parts parts = proxy.parts();
    for (DemoCaller caller : DemoCaller.values()) {
      User user = parts.users().named(caller.user()).orElseThrow();
      headers.write(caller, parts.logins().begin(user));
    }
  }

  /** Deletes what {@link #prepare} has made. */
  static void clear(Setup setup) {
    WholeFile.delete(setup.ownKeys().path());
    WholeFile.delete(setup.trustStore());
  }

  @Override
  public void close() {
    proxy.close();
    clear(setup);
  }
}
