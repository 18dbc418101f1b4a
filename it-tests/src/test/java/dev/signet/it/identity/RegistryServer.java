package dev.signet.it.identity;

import static dev.signet.it.server.SecondServer.copy;
import static dev.signet.it.server.SecondServer.put;

import dev.signet.it.client.Answer;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.Server;
import dev.signet.it.setup.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * A second server, with SubjectDumper and with what the suite's own has not: a user registry. A
 * server's registry cannot come and go while others are tested.
 */
final class RegistryServer implements AutoCloseable {
  private static final String NAME = "registry";
  private static final String REGISTRY =
      """
      <server>
        <basicRegistry id="basic" realm="bankRegistry">
          <user name="testuser" password="not-used"/>
          <group name="clerks"><member name="testuser"/></group>
        </basicRegistry>
      </server>
      """;

  private final SecondServer server;

  private RegistryServer(SecondServer server) {
    this.server = server;
  }

  /** As the suite's server, with the settings given. */
  static RegistryServer start(Settings settings) {
    Path folder = SecondServer.folder(NAME);
    for (String part : List.of("server.xml", "server.env", "resources", "signet")) {
      copy(Server.directory().resolve(part), folder.resolve(part));
    }
    put(folder.resolve("configDropins/overrides/registry.xml"), REGISTRY);
    copy(settings.writeTo("registry.json"), folder.resolve("signet.json"));
    copy(Server.artifact("subject-dumper.ear"), folder.resolve("dropins/subject-dumper.ear"));
    return new RegistryServer(SecondServer.start(NAME, "/dumpHeaders.jsp"));
  }

  Answer get(String path, String... headers) {
    return server.get(path, headers);
  }

  @Override
  public void close() {
    server.close();
  }
}
