package dev.signet.test;

import dev.signet.JwtPrincipal;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The caller of beans in a CDI container without a server, such as Weld SE. {@code JwtPrincipal}
 * and {@code @Claim} are injected as on a server, since Signet's own extension looks at the {@code
 * HttpServletRequest} that this one adds. The caller is the one that was set last; until then, the
 * user of the test that runs on this thread ({@link SignedAs} with {@link SignetTest}); otherwise
 * there is none.
 *
 * <p>No container finds it by itself: a test adds it, {@code new Weld().addExtension(caller)};
 * where the container does not discover extensions, with Signet's: {@code addExtensions(caller, new
 * ClaimExtension())}. On a server, which has a request of its own, it gives nobody a caller.
 */
public final class TestCaller implements Extension {
  private static final ThreadLocal<Supplier<JwtPrincipal>> OF_THE_TEST = new ThreadLocal<>();

  private volatile Supplier<Optional<JwtPrincipal>> caller = TestCaller::ofTheTest;

  /** Without a caller of its own. */
  public TestCaller() {}

  /**
   * Signs a caller in for every thread, whatever the test's user is.
   *
   * @param caller the caller from now on
   */
  public void signIn(JwtPrincipal caller) {
    this.caller = () -> Optional.of(caller);
  }

  /** From now on there is no caller, on any thread, whatever the test's user is. */
  public void signOut() {
    caller = Optional::empty;
  }

  private static Optional<JwtPrincipal> ofTheTest() {
    return Optional.ofNullable(OF_THE_TEST.get()).map(Supplier::get);
  }

  /** For the test on this thread; it ends with the test. */
  static void ofThisThread(Optional<Supplier<JwtPrincipal>> user) {
    user.ifPresentOrElse(OF_THE_TEST::set, OF_THE_TEST::remove);
  }

  void add(@Observes AfterBeanDiscovery event) {
    HttpServletRequest request = CallerRequest.of(() -> caller.get());
    var unused =
        event
            .addBean()
            .types(Object.class, HttpServletRequest.class)
            .scope(Dependent.class)
            .produceWith(lookup -> request);
  }
}
