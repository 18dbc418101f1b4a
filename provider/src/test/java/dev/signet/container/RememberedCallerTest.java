package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.TestPrincipals;
import dev.signet.identity.ServerNames;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made once for a remembered token, and what each request has for itself. */
class RememberedCallerTest {
  private static final String GROUPS = "com.ibm.wsspi.security.cred.groups";

  @TempDir Path directory;

  @Test
  void theRequestsOfOneTokenShareThePrincipal() throws Exception {
    HttpServletRequest request = Requests.withJwt(Tokens.good().compact());
    ServerNames liberty = Server.LIBERTY.names();
    try (JwtAuthenticator authenticator =
        JwtAuthenticator.of(Configs.in(directory).load(), new SettableClock())) {
      Authenticated caller = (Authenticated) authenticator.authenticate(request, liberty);
      assertSame(caller, authenticator.authenticate(request, liberty));
      assertEquals("testuser", caller.principal().getName());
      assertEquals(List.of("group:defaultRealm/groupa"), caller.names().groupIds());
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "JdkObsolete"}) // Liberty's own types
  void whatAServerDoesToACredentialStaysInItsRequest() throws Exception {
    Authenticated caller =
        TestPrincipals.authenticated(directory, Tokens.good(), Server.LIBERTY.names());
    Hashtable<String, Object> first = credential(caller);
    List<String> groups = (List<String>) Objects.requireNonNull(first.get(GROUPS));
    groups.add("group:defaultRealm/admin");
    first.clear();
    assertEquals(List.of("group:defaultRealm/groupa"), credential(caller).get(GROUPS));
  }

  @SuppressWarnings({"unchecked", "JdkObsolete"})
  private static Hashtable<String, Object> credential(Authenticated caller) {
    Subject client = new Subject();
    LibertyCallerNotifier.INSTANCE.notify(client, caller);
    return (Hashtable<String, Object>) client.getPrivateCredentials().iterator().next();
  }
}
