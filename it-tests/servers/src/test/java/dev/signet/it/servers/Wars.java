package dev.signet.it.servers;

import dev.signet.it.app.WitnessServlet;
import dev.signet.it.claims.InjectedServlet;
import dev.signet.it.claims.OfManyRequests;
import dev.signet.it.claims.OfOneRequest;
import dev.signet.it.mechanism.FormApplication;
import dev.signet.it.tokens.Keys;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.FileAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application: the same bytes on every server, but for what only one server reads. */
final class Wars {
  /** The jar, as it lies in a server's own place. */
  static final String SIGNET = "signet-provider-all.jar";

  /** A provider of signatures, whose jar may lie beside Signet's. */
  static final String CONSCRYPT = "conscrypt.jar";

  private static final String WEB_XML = "war/WEB-INF/web.xml";

  private Wars() {}

  /**
   * Without anything of a server's own; its name is its context root. Jetty, and Liberty with the
   * feature, have the jar themselves.
   */
  static WebArchive plain(String name) {
    return ServerUnderTest.property("server.kind").equals("jetty") || ServerUnderTest.hasFeature()
        ? without(name)
        : without(name).addAsLibrary(artifact(SIGNET));
  }

  /** Without Signet. */
  static WebArchive without(String name) {
    return ShrinkWrap.create(WebArchive.class, name + ".war")
        .addClass(WitnessServlet.class)
        .addPackage("dev.signet.it.servers.app")
        .setWebXML(WEB_XML);
  }

  /** With a configuration of its own, beside which is the key {@code signer.pem}. */
  static WebArchive configured(String name, String settings) throws IOException {
    return configured(plain(name), settings);
  }

  /** The same for an application that has more than the plain one. */
  static WebArchive configured(WebArchive application, String settings) throws IOException {
    Path folder =
        Files.createDirectories(
            ServerUnderTest.home().resolve(application.getName().replace(".war", "")));
    Files.writeString(
        folder.resolve("signer.pem"),
        Keys.pem("PUBLIC KEY", Keys.trusted().getPublic().getEncoded()));
    Path file = Files.writeString(folder.resolve("signet.json"), settings);
    String parameter =
        "<context-param><param-name>signet.config</param-name><param-value>"
            + file.toAbsolutePath()
            + "</param-value></context-param><servlet>";
    return application.setWebXML(new StringAsset(webXml().replaceFirst("<servlet>", parameter)));
  }

  /** With the mechanism, and Jakarta Security where the server has none. */
  static WebArchive withMechanism(String name) {
    return withBeans(name).addPackage("dev.signet.it.servers.mechanism");
  }

  /** With the mechanism beside a form, by the recipes' configuration, but for that. */
  static WebArchive besideForm(String name) {
    return besideOther(name).addClass(FormApplication.class);
  }

  /** With the mechanism's configuration beside another login, which the application brings. */
  static WebArchive besideOther(String name) {
    return withBeans(name)
        .addAsWebInfResource(new StringAsset(supported()), "supported.json")
        .addAsWebInfResource(
            new StringAsset(Keys.pem("PUBLIC KEY", Keys.trusted().getPublic().getEncoded())),
            "signer.pem");
  }

  /** With MicroProfile JWT, and its API where the server has none. */
  static WebArchive withClaims(String name) {
    WebArchive application =
        withBeans(name)
            .addClasses(OfOneRequest.class, OfManyRequests.class, InjectedServlet.class)
            .addAsLibrary(artifact("signet-mpjwt.jar"));
    return ServerUnderTest.id().startsWith("payara")
        ? application
        : application.addAsLibrary(artifact("microprofile-jwt-auth-api.jar"));
  }

  /** With a client of JAX-RS where the server has none, which Soteria's OpenID Connect needs. */
  static WebArchive withRestClient(WebArchive application) {
    return ServerUnderTest.hasSoteria()
        ? application.addAsLibraries(jars(artifact("rest-client").toPath()))
        : application;
  }

  static File artifact(String name) {
    return new File(ServerUnderTest.property("servers.artifacts"), name);
  }

  /** The recipes' settings, which leave requests without a token to another login. */
  static String supported() {
    try {
      return Files.readString(Matrix.documentation().resolve("signet.json"))
          .replace("\"id\":", "\"inboundPropagation\": \"supported\", \"id\":");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WebArchive withBeans(String name) {
    WebArchive application = ServerUnderTest.hasSoteria() ? withSoteria(name) : plain(name);
    return application.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  private static WebArchive withSoteria(String name) {
    Path built = Path.of(ServerUnderTest.property("servers.soteria"));
    return without(name)
        .addAsLibraries(jars(built))
        .addAsLibraries(jars(Path.of(ServerUnderTest.property("server.soteria.libraries"))));
  }

  /** The descriptor that each of them has, to be changed. */
  static String webXml() throws IOException {
    try (InputStream text = Objects.requireNonNull(Wars.class.getResourceAsStream("/" + WEB_XML))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static File[] jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(Path::toFile)
          .toArray(File[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with the files that the server's recipe has for an application. */
  static WebArchive described(WebArchive application) {
    return with(application, ServerUnderTest.recipe().resolve("application"));
  }

  /** The same at the root, as servers are told that. */
  static WebArchive root(WebArchive application) {
    return application
        .addAsWebInfResource("root/WEB-INF/ibm-web-ext.xml", "ibm-web-ext.xml")
        .addAsWebInfResource("root/WEB-INF/jboss-web.xml", "jboss-web.xml")
        .addAsWebInfResource("root/WEB-INF/glassfish-web.xml", "glassfish-web.xml");
  }

  private static WebArchive with(WebArchive application, Path folder) {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> application.add(asset(file), folder.relativize(file).toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return application;
  }

  private static Asset asset(Path file) {
    return new FileAsset(file.toFile());
  }
}
