package dev.signet.container;

import dev.signet.rehearsal.RehearsedServer;
import dev.signet.settings.TextFile;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the server of an application gives a caller the roles that are called as their groups. An
 * application cannot ask its server for that: this looks at the files that say something else, and
 * where it cannot see them, it says so.
 */
final class GroupsAsRoles {
  private static final String BINDINGS = "ibm-application-bnd";

  /** Servers on which a group is a role of the same name, unless a file says something else. */
  private static final Set<String> KNOWN =
      Set.of("org.apache.catalina.", "io.undertow.", "org.eclipse.jetty.");

  /** Files of an application, and what they have where they bind groups to roles. */
  private static final Map<String, String> MAPPINGS =
      Map.of("/META-INF/context.xml", "RoleMapping", "/WEB-INF/jboss-web.xml", "<security-role");

  private GroupsAsRoles() {}

  /** The server by the class of the context, since a rehearsal has no callback handler. */
  static RehearsedServer serverOf(ServletContext application) {
    if (Server.LIBERTY.made(application)) {
      String root = application.getRealPath("/");
      String directory = System.getProperty("server.config.dir");
      return new RehearsedServer(
          Server.LIBERTY.names(),
          root == null || directory == null
              ? Optional.of("it cannot be seen whether an application-bnd binds groups to roles")
              : onLiberty(Path.of(root), Path.of(directory)));
    }
    return new RehearsedServer(Server.STANDARD.names(), elsewhere(application));
  }

  private static Optional<String> elsewhere(ServletContext application) {
    if (System.getProperty("com.sun.aas.instanceRoot") != null) {
      return Optional.of("GlassFish and Payara bind groups to roles by their own settings");
    }
    String type = application.getClass().getName();
    if (KNOWN.stream().noneMatch(type::startsWith)) {
      return Optional.of("it is unknown how this server binds groups to roles");
    }
    return MAPPINGS.entrySet().stream()
        .filter(mapping -> has(application, mapping.getKey(), mapping.getValue()))
        .map(mapping -> mapping.getKey() + " binds groups to roles")
        .findFirst();
  }

  private static boolean has(ServletContext application, String file, String text) {
    try (InputStream content = application.getResourceAsStream(file)) {
      return content != null
          && new String(content.readAllBytes(), StandardCharsets.UTF_8).contains(text);
    } catch (IOException e) {
      // then it cannot be said that it binds nothing
      return true;
    }
  }

  /** Without an application-bnd in any place a role has the group of its name. */
  static Optional<String> onLiberty(Path application, Path directory) {
    try {
      Path archive = application.resolve("..").normalize();
      if (hasBindings(application) || hasBindings(archive)) {
        return Optional.of("the application has an ibm-application-bnd");
      }
      for (Path file : configurations(directory)) {
        String text = TextFile.read(file);
        if (text.contains("<application-bnd") || text.contains("<include")) {
          return Optional.of(
              file.getFileName() + " has an application-bnd, or includes a file that may have one");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
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
