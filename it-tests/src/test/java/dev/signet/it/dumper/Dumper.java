package dev.signet.it.dumper;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.it.client.Answer;
import dev.signet.it.server.Server;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** SubjectDumper: as it was built, and the same pages once more under another configuration. */
public final class Dumper {
  private static final String BINDINGS = "META-INF/ibm-application-bnd.xml";

  private Dumper() {}

  /** The file that the build made, untouched. */
  static EnterpriseArchive ear() {
    return ShrinkWrap.create(ZipImporter.class, "subject-dumper.ear")
        .importFrom(Server.artifact("subject-dumper.ear").toFile())
        .as(EnterpriseArchive.class);
  }

  /** Its web module at another context root, with a configuration of its own. */
  public static WebArchive under(String contextRoot, Path config) {
    EnterpriseArchive ear = ear();
    WebArchive war = war(ear.get("subject-dumper.war").getAsset(), contextRoot.substring(1));
    Asset bindings = ear.get(BINDINGS).getAsset();
    String parameter =
        "<context-param><param-name>signet.config</param-name><param-value>%s</param-value>"
            + "</context-param></web-app>";
    String webXml = text(war.get("WEB-INF/web.xml").getAsset());
    String webExt = text(war.get("WEB-INF/ibm-web-ext.xml").getAsset());
    return war.setWebXML(new StringAsset(webXml.replace("</web-app>", parameter.formatted(config))))
        .addAsWebInfResource(
            new StringAsset(webExt.replace("uri=\"/\"", "uri=\"" + contextRoot + "\"")),
            "ibm-web-ext.xml")
        .add(bindings, BINDINGS);
  }

  /** The names, in lower case, of the headers that {@code dumpHeaders.jsp} tells as JSON. */
  public static List<String> headersSeen(Answer dumpHeaders) {
    return dumpHeaders.json().getJsonArray("headers").getValuesAs(JsonObject.class).stream()
        .map(line -> line.getString("name").toLowerCase(Locale.ROOT))
        .toList();
  }

  private static WebArchive war(Asset built, String name) {
    return ShrinkWrap.create(ZipImporter.class, name + ".war")
        .importFrom(built.openStream())
        .as(WebArchive.class);
  }

  private static String text(Asset asset) {
    try (InputStream in = asset.openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
