package dev.signet.it.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The module, in the application's own libraries. */
@DisabledIfSystemProperty(
    named = "server.id",
    matches = ".*-soteria.*",
    disabledReason = "is about the mechanism")
class ModuleIT extends SessionTable {
  ModuleIT() {
    super(Variant.MODULE, new Site("/table"), new Site("/described"), new Site(""));
  }

  @Deployment(name = "plain", testable = false)
  static WebArchive plain() {
    return Wars.plain("table");
  }

  @Deployment(name = "described", testable = false)
  static WebArchive described() {
    return Wars.described(Wars.plain("described"));
  }

  @Deployment(name = "root", testable = false)
  static WebArchive root() {
    return Wars.root(Wars.plain("ROOT"));
  }
}
