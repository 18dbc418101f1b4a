package dev.signet.test;

import dev.signet.JwtPrincipal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The JUnit extension. A test that has it may have parameters of the types {@link TestToken} and
 * {@link JwtPrincipal}, which are its user's ({@link SignedAs}), and {@link TestIssuer}. Use it
 * through {@code @ExtendWith(SignetTest.class)}, or through {@code @RegisterExtension} with an
 * issuer of another kind.
 *
 * <p>The static methods need no extension. They use one issuer for the whole run, which starts with
 * their first use and ends with the JVM. For tests, never for production.
 */
public final class SignetTest implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Set<Class<?>> TYPES =
      Set.of(TestToken.class, JwtPrincipal.class, TestIssuer.class);

  private final Optional<TestIssuer> own;

  /** With the issuer of the run. */
  public SignetTest() {
    own = Optional.empty();
  }

  /**
   * With another issuer.
   *
   * @param issuer the issuer of the tests' tokens; the caller closes it
   */
  public SignetTest(TestIssuer issuer) {
    own = Optional.of(issuer);
  }

  /**
   * The issuer of the run.
   *
   * @return the same each time; it must not be closed
   */
  public static TestIssuer issuer() {
    return OfTheRun.ISSUER;
  }

  /**
   * A token of the issuer of the run.
   *
   * @param user the user's name
   * @param groups the user's groups
   * @return as {@link TestIssuer#token}
   */
  public static TestToken token(String user, String... groups) {
    return issuer().token(user, groups);
  }

  /**
   * A caller without a server.
   *
   * @param user the user's name
   * @param groups the user's groups
   * @return what an application sees of a token for this user, as {@link TestIssuer#principal}
   */
  public static JwtPrincipal principal(String user, String... groups) {
    return principal(token(user, groups));
  }

  /**
   * A caller without a server, with any claims.
   *
   * @param token a token of the issuer of the run
   * @return what an application sees of it
   * @throws IllegalArgumentException where Signet refuses the token
   */
  public static JwtPrincipal principal(TestToken token) {
    return issuer().principal(token);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TestCaller.ofThisThread(
        SignedIn.token(context, used()).map(token -> () -> used().principal(token)));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestCaller.ofThisThread(Optional.empty());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == TestIssuer.class) {
      return used();
    }
    TestToken token =
        SignedIn.token(context, used())
            .orElseThrow(
                () ->
                    new ParameterResolutionException(
                        "a "
                            + type.getSimpleName()
                            + " needs a user: add @SignedAs(user = \"...\") to the test or its"
                            + " class"));
    return type == TestToken.class ? token : used().principal(token);
  }

  private TestIssuer used() {
    return own.orElseGet(SignetTest::issuer);
  }

  /** Made with its first use. */
  private static final class OfTheRun {
    private static final TestIssuer ISSUER = TestIssuer.start();
  }
}
