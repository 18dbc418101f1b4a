package dev.signet.cli.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationArchiveTest {
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <security-constraint>
          <web-resource-collection><url-pattern>/a/*</url-pattern></web-resource-collection>
          <auth-constraint><role-name>RoleA</role-name></auth-constraint>
        </security-constraint>
        <security-constraint>
          <web-resource-collection>
            <url-pattern>/any/*</url-pattern><http-method>GET</http-method>
          </web-resource-collection>
          <auth-constraint><role-name>**</role-name></auth-constraint>
        </security-constraint>
        <security-constraint>
          <web-resource-collection><url-pattern>/never</url-pattern></web-resource-collection>
          <auth-constraint/>
        </security-constraint>
        <security-constraint>
          <web-resource-collection><url-pattern>/tls/*</url-pattern></web-resource-collection>
          <user-data-constraint/>
        </security-constraint>
        <security-role><role-name>RoleB</role-name></security-role>
      </web-app>
      """;

  private static final String BINDINGS =
      """
      <application-bnd xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.2">
        <security-role name="RoleA"><group name="a" access-id="group:corp/a"/></security-role>
        <security-role name="RoleB"><special-subject type="ALL_AUTHENTICATED_USERS"/></security-role>
      </application-bnd>
      """;

  private static final CallerAccess CALLER =
      new CallerAccess(Set.of("kim", "user:corp/kim"), Set.of("RoleA", "group:corp/RoleA"));

  @TempDir private Path directory;

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private Path war(String webXml) throws IOException {
    return write("app.war", zip(Map.of("WEB-INF/web.xml", utf8(webXml))));
  }

  private static String opened(ApplicationArchive application, CallerAccess caller) {
    StringBuilder opened = new StringBuilder();
    for (WebModule module : application.modules()) {
      for (SecurityConstraint pages : module.constraints()) {
        opened
            .append(module.contextRoot())
            .append(pages.patterns())
            .append(caller.opens(pages, module) ? " opens; " : " 403; ");
      }
    }
    return opened.toString().strip();
  }

  @Test
  void withoutADescriptorARoleIsTheGroupOfItsName() throws Exception {
    ApplicationArchive application = ApplicationArchive.read(war(WEB_XML));
    assertEquals(Set.of("RoleA"), CALLER.roles(application));
    assertEquals(
        "[/a/*] opens; [/any/*] opens; [/never] 403; [/tls/*] opens;", opened(application, CALLER));
    assertEquals("GET", application.modules().get(0).constraints().get(1).methods());
  }

  @Test
  void inAnEarTheDescriptorBindsRolesByAccessIds() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("web.war", zip(Map.of("WEB-INF/web.xml", utf8(WEB_XML))));
    entries.put("META-INF/ibm-application-bnd.xml", utf8(BINDINGS));
    entries.put(
        "META-INF/application.xml",
        utf8(
            "<application><module><web><web-uri>web.war</web-uri>"
                + "<context-root>/dump</context-root></web></module></application>"));
    ApplicationArchive application = ApplicationArchive.read(write("app.ear", zip(entries)));
    assertEquals("/dump", application.modules().get(0).contextRoot());
    assertEquals(Set.of("RoleB"), CALLER.roles(application));
    CallerAccess inGroup = new CallerAccess(Set.of("kim"), Set.of("a", "group:corp/a"));
    assertEquals(Set.of("RoleA", "RoleB"), inGroup.roles(application));
    assertEquals(
        "/dump[/a/*] 403; /dump[/any/*] opens; /dump[/never] 403; /dump[/tls/*] opens;",
        opened(application, CALLER));
  }

  @Test
  void aRoleThatTheDescriptorDoesNotBindHasNobody() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("WEB-INF/web.xml", utf8(WEB_XML));
    entries.put("META-INF/ibm-application-bnd.xml", utf8("<application-bnd></application-bnd>"));
    ApplicationArchive application = ApplicationArchive.read(write("app.war", zip(entries)));
    assertEquals(Set.of(), CALLER.roles(application));
  }

  @Test
  void glassFishMapsGroupsToRoles() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("WEB-INF/web.xml", utf8(WEB_XML));
    entries.put(
        "WEB-INF/glassfish-web.xml",
        utf8(
            "<glassfish-web-app><security-role-mapping><role-name>RoleB</role-name>"
                + "<group-name>RoleA</group-name></security-role-mapping></glassfish-web-app>"));
    ApplicationArchive application = ApplicationArchive.read(write("app.war", zip(entries)));
    assertEquals(Set.of("RoleB"), CALLER.roles(application));
  }

  private static byte[] mapping(String role, String group) {
    return utf8(
        "<glassfish-web-app><security-role-mapping><role-name>%s</role-name><group-name>%s</group-name></security-role-mapping></glassfish-web-app>"
            .formatted(role, group));
  }

  @Test
  void eachWebModuleOfAnEarHasItsOwnMapping() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : List.of("one", "two")) {
      entries.put(
          name + ".war",
          zip(
              Map.of(
                  "WEB-INF/web.xml",
                  utf8(WEB_XML),
                  "WEB-INF/glassfish-web.xml",
                  mapping("RoleA", name.equals("one") ? "RoleA" : "others"))));
    }
    ApplicationArchive own = ApplicationArchive.read(write("app.ear", zip(entries)));
    assertEquals(List.of("WEB-INF/glassfish-web.xml"), own.sources());
    assertTrue(opened(own, CALLER).contains("/one[/a/*] opens; "), opened(own, CALLER));
    assertTrue(opened(own, CALLER).contains("/two[/a/*] 403; "), opened(own, CALLER));
    entries.put("META-INF/glassfish-application.xml", mapping("RoleA", "others"));
    ApplicationArchive bound = ApplicationArchive.read(write("app.ear", zip(entries)));
    assertTrue(opened(bound, CALLER).contains("/one[/a/*] 403; "), opened(bound, CALLER));
  }

  @Test
  void anOldDescriptorWithADocumentTypeIsRead() throws Exception {
    ApplicationArchive application =
        ApplicationArchive.read(
            war(
                "<!DOCTYPE web-app PUBLIC \"-//Sun//DTD Web Application 2.3//EN\""
                    + " \"http://127.0.0.1:1/web-app_2_3.dtd\">\n"
                    + WEB_XML));
    assertEquals(4, application.modules().get(0).constraints().size());
  }

  @Test
  void aDescriptorThatIsNoXmlIsNamedWithItsLine() throws Exception {
    Path file = war("<web-app>\n<security-role></web-app>");
    IOException e = assertThrows(IOException.class, () -> ApplicationArchive.read(file));
    assertEquals(file + "!WEB-INF/web.xml:2: is no well-formed XML", e.getMessage());
  }

  @Test
  void aFileThatIsNoArchiveIsNamed() throws Exception {
    Path file = write("app.war", utf8("no archive"));
    IOException e = assertThrows(IOException.class, () -> ApplicationArchive.read(file));
    assertEquals(file + ": is no archive, or an empty one", e.getMessage());
  }

  @Test
  void anArchiveWithoutWebXmlIsNamed() throws Exception {
    Path file = write("app.war", zip(Map.of("index.html", utf8("x"))));
    IOException e = assertThrows(IOException.class, () -> ApplicationArchive.read(file));
    assertEquals(
        file + ": holds no WEB-INF/web.xml, so nothing in it says which pages need which role",
        e.getMessage());
  }
}
