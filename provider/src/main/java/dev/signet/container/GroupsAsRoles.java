package dev.signet.container;

import dev.signet.identity.ServerNames;
import dev.signet.rehearsal.RehearsedServer;
import dev.signet.settings.TextFile;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the server of an application gives a caller the roles that are called as their groups. An
 * application cannot ask its server for that: this looks at the files that say something else, and
 * where it cannot see them, it says so.
 */
final class GroupsAsRoles {
  private static final String BINDINGS = "ibm-application-bnd";

  private GroupsAsRoles() {}

  /** The server by the class of the context, since a rehearsal has no callback handler. */
  static RehearsedServer serverOf(ServletContext application) {
    if (Server.LIBERTY.made(application)) {
      return new RehearsedServer(Server.LIBERTY.names(), onLiberty(application));
    }
    ServerNames names = Server.STANDARD.names();
    String type = application.getClass().getName();
    if (System.getProperty("com.sun.aas.instanceRoot") != null) {
      return new RehearsedServer(
          names, Optional.of("GlassFish and Payara bind groups to roles by their own settings"));
    }
    boolean isKnown =
        Stream.of("org.apache.catalina.", "io.undertow.", "org.eclipse.jetty.")
            .anyMatch(type::startsWith);
    return new RehearsedServer(
        names,
        isKnown
            ? Optional.empty()
            : Optional.of("it is unknown how this server binds groups to roles"));
  }

  /** Without an application-bnd in any place a role has the group of its name. */
  private static Optional<String> onLiberty(ServletContext application) {
    String root = application.getRealPath("/");
    String directory = System.getProperty("server.config.dir");
    if (root == null || directory == null) {
      return Optional.of("it cannot be seen whether an application-bnd binds groups to roles");
    }
    try {
      if (hasBindings(Path.of(root)) || hasBindings(Path.of(root).resolve("..").normalize())) {
        return Optional.of("the application has an ibm-application-bnd");
      }
      for (Path file : configurations(Path.of(directory))) {
        String text = TextFile.read(file);
        if (text.contains("<application-bnd") || text.contains("<include")) {
          return Optional.of(
              file.getFileName() + " has an application-bnd, or includes a file that may have one");
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("the server's configuration cannot be read");
    }
  }

  /** Of the web application, or of the enterprise archive it is in. */
  private static boolean hasBindings(Path archive) {
    Path folder = archive.resolve("META-INF");
    return Files.exists(folder.resolve(BINDINGS + ".xml"))
        || Files.exists(folder.resolve(BINDINGS + ".xmi"));
  }

  private static List<Path> configurations(Path directory) throws IOException {
    List<Path> files = new ArrayList<>(List.of(directory.resolve("server.xml")));
    for (String dropins : List.of("defaults", "overrides")) {
      Path folder = directory.resolve("configDropins").resolve(dropins);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.list(folder)) {
          all.filter(file -> file.toString().endsWith(".xml")).forEach(files::add);
        }
      }
    }
    return files;
  }
}
