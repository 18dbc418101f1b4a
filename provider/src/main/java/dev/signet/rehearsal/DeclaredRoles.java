package dev.signet.rehearsal;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The roles that an application declares, as far as it can be asked for them: the {@code
 * security-role} and {@code auth-constraint} elements of its web.xml, and {@code @DeclareRoles},
 * {@code @RolesAllowed} and {@code @ServletSecurity} on its servlets and their methods. Those of
 * fragments, EJBs, JAX-RS resources and of {@code ServletContext.declareRoles} are not found: the
 * Servlet API has no list of roles.
 */
final class DeclaredRoles {
  private static final String WEB_XML = "/WEB-INF/web.xml";
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "jakarta.annotation.security.DeclareRoles", "jakarta.annotation.security.RolesAllowed");

  private final Set<String> roles = new TreeSet<>();

  private DeclaredRoles() {}

  /** In their alphabetical order; what cannot be read has none. */
  static List<String> of(ServletContext application) {
    DeclaredRoles declared = new DeclaredRoles();
    declared.addOfDescriptor(application);
    for (ServletRegistration servlet : application.getServletRegistrations().values()) {
      declared.addOfServlet(servlet.getClassName(), application.getClassLoader());
    }
    // every caller, and every role: neither is one
    declared.roles.removeAll(Set.of("*", "**", ""));
    return List.copyOf(declared.roles);
  }

  private void addOfDescriptor(ServletContext application) {
    try (InputStream webXml = application.getResourceAsStream(WEB_XML)) {
      if (webXml != null) {
        Document document = parser().parse(webXml);
        addNames(document, "security-role");
        addNames(document, "auth-constraint");
      }
    } catch (IOException | SAXException | ParserConfigurationException e) {
      // the server has read it: whatever this parser dislikes has no roles that can be compared
    }
  }

  /** Without anything that is outside of the document, whatever its DOCTYPE names. */
  private static DocumentBuilder parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setNamespaceAware(true);
    factory.setExpandEntityReferences(false);
    DocumentBuilder parser = factory.newDocumentBuilder();
    parser.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    parser.setErrorHandler(null);
    return parser;
  }

  private void addNames(Document document, String element) {
    NodeList parents = document.getElementsByTagNameNS("*", element);
    for (int i = 0; i < parents.getLength(); i++) {
      NodeList children = parents.item(i).getChildNodes();
      for (int j = 0; j < children.getLength(); j++) {
        if ("role-name".equals(children.item(j).getLocalName())) {
          roles.add(children.item(j).getTextContent().strip());
        }
      }
    }
  }

  /** The class is not initialized, and one that cannot be loaded has no annotations. */
  private void addOfServlet(String name, ClassLoader loader) {
    try {
      Class<?> servlet = Class.forName(name, false, loader);
      addOf(servlet);
      for (Method method : servlet.getDeclaredMethods()) {
        addOf(method);
      }
      ServletSecurity security = servlet.getAnnotation(ServletSecurity.class);
      if (security != null) {
        roles.addAll(List.of(security.value().rolesAllowed()));
        for (HttpMethodConstraint method : security.httpMethodConstraints()) {
          roles.addAll(List.of(method.rolesAllowed()));
        }
      }
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      // as above
    }
  }

  /** By name and reflection: a server need not have these annotations' classes. */
  private void addOf(AnnotatedElement element) throws ReflectiveOperationException {
    List<Annotation> found = new ArrayList<>(Arrays.asList(element.getDeclaredAnnotations()));
    found.removeIf(annotation -> !ANNOTATIONS.contains(annotation.annotationType().getName()));
    for (Annotation annotation : found) {
      Method value = annotation.annotationType().getMethod("value");
      roles.addAll(List.of((String[]) value.invoke(annotation)));
    }
  }
}
