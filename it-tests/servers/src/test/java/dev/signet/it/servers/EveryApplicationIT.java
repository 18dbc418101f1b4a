package dev.signet.it.servers;

import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The jar in the server's own place: applications without it, and without a change. */
@EveryApplication
@DisabledIfSystemProperty(
    named = "server.id",
    matches = ".*-soteria.*",
    disabledReason = "the same server as without")
class EveryApplicationIT extends TruthTable {
  private static final Site FIRST = new Site("/first");
  private static final Site SECOND = new Site("/second");
  private static final Site COMING = new Site("/coming");
  private static final String SERVED =
      "401 [Bearer realm=\"defaultRealm\"], 200, 401 SIGNET-305 on an open page";

  EveryApplicationIT() {
    super(Variant.EVERY_APPLICATION, FIRST, SECOND, new Site(""));
  }

  @Deployment(name = "plain", testable = false)
  static WebArchive plain() {
    return Wars.without("first");
  }

  @Deployment(name = "described", testable = false)
  static WebArchive described() {
    return Wars.described(Wars.without("second"));
  }

  @Deployment(name = "root", testable = false)
  static WebArchive root() {
    return Wars.root(Wars.without("ROOT"));
  }

  private static String served(Site site) {
    return answer(site.get("/any/caller"))
        + ", "
        + site.get("/any/caller", Tokens.good()).status()
        + ", "
        + refusal(site.get("/open/caller", Tokens.tampered()))
        + " on an open page";
  }

  @Test
  void theSecondApplicationIsServedAsTheFirst() {
    expect(Row.SECOND_APPLICATION, SERVED + "; " + SERVED, served(FIRST) + "; " + served(SECOND));
  }

  @Test
  void eachApplicationSeesTheCallerOfItsOwnRequest() {
    expect(
        Row.BOTH_CALLERS,
        "[first: testuser, second: otheruser]",
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> i % 2 == 0 ? caller(FIRST, "testuser") : caller(SECOND, "otheruser"))
            .collect(Collectors.toCollection(TreeSet::new))
            .toString());
  }

  private static String caller(Site site, String user) {
    Token token = Tokens.good().claim("sub", user);
    return site.contextRoot().substring(1)
        + ": "
        + site.get("/any/caller", token).facts().get("name");
  }

  @Test
  void anApplicationThatComesAndGoesIsServedAndLeavesTheOthersAsTheyAre() throws IOException {
    WebArchive coming = Wars.without("coming");
    Set<String> others = new TreeSet<>();
    Set<String> its = new TreeSet<>();
    for (int i = 0; i < 2; i++) {
      ServerProcess.deploy(coming);
      its.add(served(COMING));
      Stream.of(FIRST, SECOND).map(EveryApplicationIT::served).forEach(others::add);
      ServerProcess.undeploy(coming.getName());
      Stream.of(FIRST, SECOND).map(EveryApplicationIT::served).forEach(others::add);
    }
    expect(
        Row.REDEPLOYED, "[" + SERVED + "], others: [" + SERVED + "]", its + ", others: " + others);
  }
}
