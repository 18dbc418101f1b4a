package dev.signet.it.servers;

import dev.signet.it.Tokens;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The mechanism, by the Jakarta Security of the server or of the application. */
@DisabledIfSystemProperty(
    named = "server.id",
    matches = "tomcat-[0-9.]+",
    disabledReason = "has no CDI")
class MechanismIT extends TruthTable {
  private static final Site PLAIN = new Site("/secured");

  MechanismIT() {
    super(Variant.MECHANISM, PLAIN, new Site("/secured-described"), new Site(""));
  }

  @Deployment(name = "plain", testable = false)
  static WebArchive plain() {
    return Wars.withMechanism("secured");
  }

  @Deployment(name = "described", testable = false)
  static WebArchive described() {
    return Wars.described(Wars.withMechanism("secured-described"));
  }

  @Deployment(name = "root", testable = false)
  static WebArchive root() {
    return Wars.root(Wars.withMechanism("ROOT"));
  }

  @Test
  void the_security_context_knows_the_caller_and_the_groups_of_the_applications_store() {
    expect(
        Row.SECURITY_CONTEXT,
        "caller: storeduser; tokens: 1; in RoleA: true; in RoleB: false; in stored: true, without"
            + " a token caller: nobody; tokens: 0; in RoleA: false; in RoleB: false; in stored:"
            + " false",
        Site.seen(PLAIN.get("/open/security", Tokens.good().claim("sub", "storeduser")))
            + ", without a token "
            + Site.seen(PLAIN.get("/open/security")));
  }
}
