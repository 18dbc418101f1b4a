package dev.signet.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The roles that an application declares, as far as it can be asked for them. */
class DeclaredRolesTest {
  @DeclareRoles({"declared", "also"})
  @ServletSecurity(
      value = @HttpConstraint(rolesAllowed = "byConstraint"),
      httpMethodConstraints = @HttpMethodConstraint(value = "POST", rolesAllowed = "byMethod"))
  @SuppressWarnings("serial")
  static final class Annotated extends HttpServlet {
    @RolesAllowed("ofMethod")
    void guarded() {}
  }

  private static List<String> roles(RehearsedApplication application) {
    return DeclaredRoles.of(application.context());
  }

  private static RehearsedApplication withWebXml(String text) {
    return new RehearsedApplication().file("/WEB-INF/web.xml", text);
  }

  @Test
  void theDescriptorNamesThemInItsRolesAndInItsConstraints() {
    assertEquals(
        List.of("clerk", "teller"),
        roles(
            withWebXml(
                """
                <?xml version="1.0"?>
                <web-app>
                  <security-constraint>
                    <auth-constraint><role-name>clerk</role-name></auth-constraint>
                  </security-constraint>
                  <security-constraint>
                    <auth-constraint><role-name>**</role-name><role-name>*</role-name></auth-constraint>
                  </security-constraint>
                  <security-role><role-name>
                    teller
                  </role-name></security-role>
                  <servlet><security-role-ref><role-name>other</role-name></security-role-ref></servlet>
                </web-app>
                """)));
  }

  @Test
  void itsNamespaceMayHaveAPrefix() {
    assertEquals(
        List.of("teller"),
        roles(
            withWebXml(
                "<j:web-app xmlns:j='https://jakarta.ee/xml/ns/jakartaee'><j:security-role>"
                    + "<j:role-name>teller</j:role-name></j:security-role></j:web-app>")));
  }

  @Test
  void annotationsOfServletsNameThem() {
    assertEquals(
        List.of("also", "byConstraint", "byMethod", "declared", "ofMethod"),
        roles(new RehearsedApplication().servlets(Annotated.class)));
  }

  @Test
  void anOldDoctypeIsNoObstacleAndNothingOutsideIsRead() {
    assertEquals(
        List.of("?", "teller"),
        roles(
                withWebXml(
                    """
                    <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN"
                      "http://127.0.0.1:1/web-app_2_3.dtd"
                      [<!ENTITY stolen SYSTEM "file:///etc/hostname">]>
                    <web-app>
                      <security-role><role-name>teller</role-name></security-role>
                      <security-role><role-name>?&stolen;</role-name></security-role>
                    </web-app>
                    """))
            .stream()
            .sorted()
            .toList());
  }

  @Test
  void whatCannotBeReadHasNone() {
    assertEquals(List.of(), roles(withWebXml("<web-app><security-role>")));
    assertEquals(List.of(), roles(new RehearsedApplication()));
  }
}
