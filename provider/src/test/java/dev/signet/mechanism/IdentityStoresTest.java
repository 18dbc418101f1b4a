package dev.signet.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.container.Server;
import dev.signet.testing.Configs;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stores of an application may make of a caller whose token is good. */
class IdentityStoresTest {
  @TempDir Path directory;
  private @Nullable JwtAuthenticator started;

  /** {@code home} is the realm of bare names, {@code bank} another one. */
  @BeforeEach
  void start() {
    started =
        JwtAuthenticator.of(
            Configs.in(directory)
                .without("realmName")
                .issuer("realmIdentifier", "realm")
                .issuer("realms", List.of("home", "bank"))
                .load(),
            new SettableClock());
  }

  @AfterEach
  void end() {
    authenticator().close();
  }

  private JwtAuthenticator authenticator() {
    return Objects.requireNonNull(started);
  }

  private Authenticated caller(Server server) throws Exception {
    Tokens token = Tokens.good().claim("realm", "home").claim("groups", List.of("staff", "other"));
    return assertInstanceOf(
        Authenticated.class,
        authenticator().authenticate(Requests.withJwt(token.compact()), server.names()));
  }

  private AuthenticationResult confirm(Server server, IdentityStoreHandler handler)
      throws Exception {
    return new IdentityStores(handler).confirm(caller(server), authenticator());
  }

  private static IdentityStoreHandler giving(String name, String... groups) {
    return credential -> new CredentialValidationResult(name, Set.of(groups));
  }

  @Test
  void aCallerThatTheStoresLeaveAsItIsStaysTheRememberedOne() throws Exception {
    for (Server server : Server.values()) {
      assertSame(caller(server), confirm(server, giving("testuser", "other", "staff")));
    }
  }

  @Test
  void whatTheStoresGiveIsNamedForTheServer() throws Exception {
    Authenticated elsewhere =
        assertInstanceOf(
            Authenticated.class, confirm(Server.STANDARD, giving("testuser", "staff", "added")));
    assertEquals(List.of("staff", "added"), elsewhere.names().groupIds());
    Authenticated onLiberty =
        assertInstanceOf(
            Authenticated.class, confirm(Server.LIBERTY, giving("testuser", "staff", "added")));
    assertEquals(List.of("group:home/staff", "group:home/added"), onLiberty.names().groupIds());
    assertNotEquals(caller(Server.LIBERTY).cacheKey(), onLiberty.cacheKey());
    Authenticated without =
        assertInstanceOf(Authenticated.class, confirm(Server.WILDFLY, giving("testuser")));
    assertEquals(List.of(""), without.names().groupIds());
  }

  @Test
  void anotherNameIsTheStores() throws Exception {
    Authenticated other =
        assertInstanceOf(
            Authenticated.class, confirm(Server.STANDARD, giving("alias", "staff", "other")));
    assertEquals("alias", other.principal().getName());
    assertNotEquals(caller(Server.STANDARD).login(), other.login());
  }

  @Test
  void aNameFromAStoreThatTheServerWouldTakeForAnothersIsRefused() throws Exception {
    assertEquals(
        Rejection.REALM_NOT_ALLOWED,
        Refused.reason(confirm(Server.STANDARD, giving("bank/alice", "staff"))));
    assertEquals(
        Rejection.USER_MISSING,
        Refused.reason(confirm(Server.LIBERTY, giving("UNAUTHENTICATED", "staff"))));
  }

  @Test
  void whatIsNoNameAndWhoIsNotValidAreRefused() throws Exception {
    IdentityStoreHandler invalid = credential -> CredentialValidationResult.INVALID_RESULT;
    IdentityStoreHandler silent = credential -> CredentialValidationResult.NOT_VALIDATED_RESULT;
    String noName = "the name or a group of the identity stores is not a name";
    assertRefused(noName, giving("testuser", "a\u2028b"));
    assertRefused(noName, giving(" testuser", "staff"));
    assertRefused("the answer of the identity stores is INVALID", invalid);
    assertRefused("the answer of the identity stores is NOT_VALIDATED", silent);
  }

  private void assertRefused(String sentence, IdentityStoreHandler handler) throws Exception {
    AuthenticationResult result = confirm(Server.STANDARD, handler);
    assertEquals(Rejection.IDENTITY_STORE_REJECTED, Refused.reason(result));
    assertEquals("definition webseal: " + sentence, Refused.details(result).toString());
  }
}
