package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a role has the group of its name. */
class GroupsAsRolesTest {
  private static final String INCLUDED =
      "%s has an application-bnd, or includes a file that may have one";

  @TempDir Path directory;
  private Path application = Path.of("");

  @BeforeEach
  void begin() throws IOException {
    application = Files.createDirectories(directory.resolve("apps/bank.ear/web.war"));
    put("server.xml", "<server/>");
  }

  private void put(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Optional<String> obstacle() {
    return GroupsAsRoles.onLiberty(application, directory);
  }

  @Test
  void withoutAnyBindingLibertyTakesGroupsForRoles() {
    assertEquals(Optional.empty(), obstacle());
  }

  @Test
  void aBindingOfTheServerOrAnIncludedFileIsAnObstacle() throws IOException {
    put("configDropins/overrides/a.xml", "<server><application-bnd/></server>");
    assertEquals(Optional.of(INCLUDED.formatted("a.xml")), obstacle());
    put("server.xml", "<server><include location='x.xml'/></server>");
    assertEquals(Optional.of(INCLUDED.formatted("server.xml")), obstacle());
  }

  @Test
  void soIsOneOfTheArchive() throws IOException {
    put("apps/bank.ear/META-INF/ibm-application-bnd.xml", "<application-bnd/>");
    assertEquals(Optional.of("the application has an ibm-application-bnd"), obstacle());
  }

  @Test
  void soIsOneOfTheWebApplication() throws IOException {
    put("apps/bank.ear/web.war/META-INF/ibm-application-bnd.xmi", "");
    assertEquals(Optional.of("the application has an ibm-application-bnd"), obstacle());
  }

  @Test
  void aConfigurationThatCannotBeReadIsNoProof() throws IOException {
    Files.delete(directory.resolve("server.xml"));
    assertEquals(Optional.of("the server's configuration cannot be read"), obstacle());
  }

  @Test
  void ofAnUnknownServerNothingIsKnown() {
    assertEquals(
        Optional.of("it is unknown how this server binds groups to roles"),
        GroupsAsRoles.serverOf(Applications.app()).obstacle());
  }
}
