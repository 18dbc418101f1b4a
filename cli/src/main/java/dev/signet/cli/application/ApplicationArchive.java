package dev.signet.cli.application;

import dev.signet.cli.xml.XmlDocument;
import dev.signet.cli.xml.XmlElement;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The descriptors of a WAR or an EAR. Roles in annotations are in the classes and are not read.
 *
 * @param modules the web modules
 */
public record ApplicationArchive(List<WebModule> modules) {
  private static final String WEB_XML = "WEB-INF/web.xml";
  private static final String LIBERTY = "META-INF/ibm-application-bnd.xml";
  private static final String GLASSFISH = "WEB-INF/glassfish-web.xml";
  private static final String GLASSFISH_EAR = "META-INF/glassfish-application.xml";

  /** A descriptor is a few KB; an archive may be anything. */
  private static final long MOST_BYTES = 10L << 20;

  /** Copies the list. */
  public ApplicationArchive {
    modules = List.copyOf(modules);
  }

  /**
   * Reads an archive.
   *
   * @param file a {@code .war} or {@code .ear}
   * @return what its descriptors say
   * @throws IOException with a message that names the file, and the descriptor in it
   */
  public static ApplicationArchive read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": does not exist, or is no file");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      Map<String, XmlElement> found = new LinkedHashMap<>();
      Map<String, Map<String, XmlElement>> wars = new LinkedHashMap<>();
      collect(bytes, file.toString(), found, wars);
      return of(file, found, wars);
    }
  }

  private static void collect(
      InputStream bytes,
      String source,
      Map<String, XmlElement> found,
      Map<String, Map<String, XmlElement>> wars)
      throws IOException {
    ZipInputStream zip = new ZipInputStream(bytes);
    boolean isArchive = false;
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        isArchive = true;
        String name = entry.getName();
        if (isDescriptor(name)) {
          found.put(name, XmlDocument.read(bounded(zip, source + "!" + name), source + "!" + name));
        } else if (name.endsWith(".war")) {
          Map<String, XmlElement> inside = new LinkedHashMap<>();
          collect(new Unclosed(zip), source + "!" + name, inside, new LinkedHashMap<>());
          wars.put(name, inside);
        }
      }
    } catch (ZipException e) {
      throw new IOException(source + ": is damaged, or no archive", e);
    }
    if (!isArchive) {
      throw new IOException(source + ": is no archive, or an empty one");
    }
  }

  private static boolean isDescriptor(String name) {
    return name.equals(WEB_XML)
        || name.equals(LIBERTY)
        || name.equals(GLASSFISH)
        || name.equals(GLASSFISH_EAR)
        || name.equals("META-INF/application.xml");
  }

  private static InputStream bounded(InputStream entry, String source) throws IOException {
    byte[] bytes = entry.readNBytes((int) MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(source + ": is larger than " + MOST_BYTES + " bytes");
    }
    return new ByteArrayInputStream(bytes);
  }

  private static ApplicationArchive of(
      Path file, Map<String, XmlElement> found, Map<String, Map<String, XmlElement>> wars)
      throws IOException {
    List<WebModule> modules = new ArrayList<>();
    Optional<RoleBindings> ofAll = bindings(found);
    if (found.containsKey(WEB_XML)) {
      modules.add(WebModule.of("", found.get(WEB_XML), ofAll));
    }
    wars.forEach(
        (name, inside) -> {
          if (inside.containsKey(WEB_XML)) {
            modules.add(
                WebModule.of(
                    contextRoot(found, name),
                    inside.get(WEB_XML),
                    ofAll.or(() -> ofGlassFish(inside, GLASSFISH))));
          }
        });
    if (modules.isEmpty()) {
      throw new IOException(
          file + ": holds no WEB-INF/web.xml, so nothing in it says which pages need which role");
    }
    return new ApplicationArchive(modules);
  }

  /** Those of an EAR are for each of its web modules; without them each has its own. */
  private static Optional<RoleBindings> bindings(Map<String, XmlElement> found) {
    if (found.containsKey(LIBERTY)) {
      return Optional.of(RoleBindings.ofLiberty(found.get(LIBERTY), LIBERTY));
    }
    return ofGlassFish(found, GLASSFISH_EAR).or(() -> ofGlassFish(found, GLASSFISH));
  }

  private static Optional<RoleBindings> ofGlassFish(Map<String, XmlElement> found, String name) {
    return Optional.ofNullable(found.get(name)).map(root -> RoleBindings.ofGlassFish(root, name));
  }

  /**
   * Where the roles of the application are bound.
   *
   * @return the descriptors, each once; empty where a role is the group of its name
   */
  public List<String> sources() {
    return modules.stream()
        .flatMap(module -> module.bindings().stream())
        .map(RoleBindings::source)
        .distinct()
        .toList();
  }

  private static String contextRoot(Map<String, XmlElement> found, String war) {
    String fallback = "/" + war.substring(war.lastIndexOf('/') + 1, war.length() - 4);
    XmlElement application = found.get("META-INF/application.xml");
    if (application == null) {
      return fallback;
    }
    String root =
        application
            .all("module")
            .flatMap(module -> module.all("web"))
            .filter(web -> web.texts("web-uri").contains(war))
            .flatMap(web -> web.texts("context-root").stream())
            .findFirst()
            .orElse(fallback);
    return root.equals("/") ? "" : root.startsWith("/") ? root : "/" + root;
  }

  /** An archive within an archive ends with its entry, and must not close the outer one. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream outer) {
      super(outer);
    }

    @Override
    public void close() {}
  }
}
