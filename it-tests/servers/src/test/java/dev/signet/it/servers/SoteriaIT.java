package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.Tokens;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The mechanism where the application brings Jakarta Security with it, in one dependency. */
class SoteriaIT extends TruthTable {
  private static final Site PLAIN = new Site("/table");

  SoteriaIT() {
    super(Variant.MECHANISM, PLAIN, new Site("/described"), new Site(""));
  }

  @Deployment(name = "plain", testable = false)
  static WebArchive plain() {
    return Wars.withSoteria("table");
  }

  @Deployment(name = "described", testable = false)
  static WebArchive described() {
    return Wars.described(Wars.withSoteria("described"));
  }

  @Deployment(name = "root", testable = false)
  static WebArchive root() {
    return Wars.withSoteria("ROOT");
  }

  @Test
  void the_security_context_knows_the_caller_and_the_groups_of_the_applications_store() {
    assertEquals(
        "caller: storeduser; tokens: 1; in RoleA: true; in RoleB: false; in stored: true",
        Site.seen(PLAIN.get("/open/security", Tokens.good().claim("sub", "storeduser"))));
  }

  @Test
  void the_security_context_of_a_request_without_a_token_has_nobody() {
    assertEquals(
        "caller: nobody; tokens: 0; in RoleA: false; in RoleB: false; in stored: false",
        Site.seen(PLAIN.get("/open/security")));
  }
}
