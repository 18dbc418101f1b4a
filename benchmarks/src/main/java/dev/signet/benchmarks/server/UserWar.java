package dev.signet.benchmarks.server;

import dev.signet.benchmarks.app.UserServlet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The application: one servlet, open at {@code /open} and for the group staff at {@code /user}. */
final class UserWar {
  static final String GROUP = "staff";

  /** For {@link #withElements}: MicroProfile JWT verifies the token. */
  static final String MP_JWT_LOGIN =
      "<login-config><auth-method>MP-JWT</auth-method></login-config>";

  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>user</servlet-name>
          <servlet-class>%s</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>user</servlet-name>
          <url-pattern>/open</url-pattern>
          <url-pattern>/user</url-pattern>
        </servlet-mapping>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>user</web-resource-name>
            <url-pattern>/user</url-pattern>
          </web-resource-collection>
          <auth-constraint>
            <role-name>%s</role-name>
          </auth-constraint>
        </security-constraint>
        <security-role>
          <role-name>%2$s</role-name>
        </security-role>
        %s
      </web-app>
      """;

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private String more = "";

  private UserWar() {}

  static UserWar plain() throws IOException {
    return new UserWar().with(UserServlet.class);
  }

  /** Adds a class. */
  UserWar with(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes =
        Objects.requireNonNull(type.getResourceAsStream("/" + name), "a class has a file")) {
      entries.put("WEB-INF/classes/" + name, bytes.readAllBytes());
    }
    return this;
  }

  /** Adds a library. */
  UserWar withLibrary(Path jar) throws IOException {
    entries.put("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
    return this;
  }

  /** Adds a text file. */
  UserWar with(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds elements to web.xml. */
  UserWar withElements(String xml) {
    more = xml;
    return this;
  }

  void writeTo(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent(), "it is in a folder"));
    with("WEB-INF/web.xml", WEB_XML.formatted(UserServlet.class.getName(), GROUP, more));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }
}
