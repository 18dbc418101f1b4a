package dev.signet.liberty.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bindings of a file name nobody where the server has no registry. */
class BindingsOfFileTest {
  private static final String FILE =
      """
      <application-bnd xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.2">
        <security-role name="clerk">
          <group name="clerks"/>
          <group name="tellers" access-id="group:bank/tellers"/>
          <special-subject type="ALL_AUTHENTICATED_USERS"/>
        </security-role>
        <security-role name="boss"><user name="anna"/></security-role>
      </application-bnd>
      """;

  @TempDir private Path folder;

  private Path archive(String text) throws IOException {
    Path file = folder.resolve("orders.ear");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(BindingsOfFile.FILE));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static List<Binding> found(String application) {
    String place = "META-INF/ibm-application-bnd.xml of " + application;
    return List.of(
        new Binding("clerk", "group", "clerks", place), new Binding("boss", "user", "anna", place));
  }

  @Test
  void thoseWithoutAnAccessIdAreFoundInAnArchiveAndInAFolder() throws IOException {
    assertEquals(found("orders.ear"), BindingsOfFile.of(archive(FILE)));
    Path expanded = folder.resolve("expanded.war");
    Files.createDirectories(expanded.resolve("META-INF"));
    Files.writeString(expanded.resolve(BindingsOfFile.FILE), FILE);
    assertEquals(found("expanded.war"), BindingsOfFile.of(expanded));
  }

  @Test
  void whatCannotBeReadHasNone() throws IOException {
    assertEquals(List.of(), BindingsOfFile.of(archive("<application-bnd>")));
    assertEquals(List.of(), BindingsOfFile.of(folder.resolve("missing.ear")));
    assertEquals(List.of(), BindingsOfFile.of(folder));
  }

  @Test
  void noEntityIsOpened() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "x");
    String doctype = "<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>";
    assertEquals(List.of(), BindingsOfFile.of(archive(doctype + "<a>&x;</a>")));
  }
}
