package dev.signet.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtPrincipal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Which user a test has. */
@ExtendWith(SignetTest.class)
@SignedAs(user = "testuser", groups = "groupa")
final class SignetTestTest {

  @Test
  void theUserOfTheClass(TestToken token, JwtPrincipal caller, TestIssuer issuer) {
    assertSame(SignetTest.issuer(), issuer);
    assertEquals("testuser", caller.getName());
    assertEquals(List.of("groupa"), issuer.principal(token).groups());
  }

  @Test
  @SignedAs(user = "otheruser")
  void theUserOfTheMethodComesFirst(JwtPrincipal caller) {
    assertEquals("otheruser", caller.getName());
    assertEquals(List.of(), caller.groups());
  }

  @Nested
  class Inner {
    @Test
    void theUserOfTheClassAround(JwtPrincipal caller) {
      assertEquals("testuser", caller.getName());
    }
  }

  @Nested
  @SignedAs(
      user = "inner",
      groups = {"a", "b"})
  class InnerWithAnother {
    @Test
    void theNearestClassComesFirst(JwtPrincipal caller) {
      assertEquals("inner", caller.getName());
      assertEquals(List.of("a", "b"), caller.groups());
    }
  }

  @Test
  void inCodeThereIsNoAnnotation() {
    JwtPrincipal caller = SignetTest.principal("someone", "groupc");
    assertEquals("someone", caller.getName());
    assertEquals(List.of("groupc"), caller.groups());
    assertEquals(
        3,
        SignetTest.principal(SignetTest.token("someone").claim("level", 3))
            .numberClaim("level")
            .orElseThrow()
            .intValue());
  }

  private static SummaryGeneratingListener run(Class<?> tests) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .build(),
            summary);
    return summary;
  }

  @Test
  void aTestWithoutAUserSaysWhatIsMissing() {
    var failures = run(OfNobody.class).getSummary().getFailures();
    assertEquals(1, failures.size());
    String message = String.valueOf(failures.get(0).getException().getMessage());
    assertTrue(
        message.contains("a TestToken needs a user: add @SignedAs(user = \"...\") to the test"),
        message);
  }

  @Test
  void anIssuerOfItsOwnServesAClass() {
    var summary = run(WithAnIssuerOfItsOwn.class).getSummary();
    assertEquals(1, summary.getTestsSucceededCount(), () -> summary.getFailures().toString());
  }

  @ExtendWith(SignetTest.class)
  static final class OfNobody {
    @Test
    void never(TestToken token) {
      assertEquals("no test", token.text());
    }
  }

  static final class WithAnIssuerOfItsOwn {
    private static final TestIssuer BANK = TestIssuer.start(Map.of("realmName", "bank"));

    @RegisterExtension static final SignetTest SIGNET = new SignetTest(BANK);

    @Test
    @SignedAs(user = "testuser")
    void itsRealm(JwtPrincipal caller) {
      assertEquals("bank", caller.realm());
      BANK.close();
    }
  }
}
