package dev.signet.liberty;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The metatype of the feature, made of the JSON Schema of {@code signet.json}: every setting has
 * its name and its description from there.
 *
 * <p>A number, a boolean, a duration and a word are texts here. Liberty 26.0.0.3 does not refuse a
 * wrong value of such types: it drops a word that it does not know, so that the default counts, and
 * of a duration without a default it loses the whole update of server.xml. So is the id of another
 * element: a reference to one that is not there would be no setting. Signet's reader names each
 * mistake.
 */
final class Metatype {
  private static final String PREFIX = "dev.signet.";
  private static final String ISSUERS = "issuers";
  private static final Set<String> PASSWORDS = Set.of("clientSecret", "password");

  private final StringBuilder xml = new StringBuilder();
  private final StringBuilder texts = new StringBuilder();
  private final JsonObject definitions;

  private Metatype(JsonObject schema) {
    this.definitions = schema.getJsonObject("$defs");
    xml.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- Made of docs/signet.schema.json by MetatypeTest, with -Dmetatype.write=true. -->
        <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.1.0"
                           xmlns:ibm="http://www.ibm.com/xmlns/appservers/osgi/metatype/v1.0.0"
                           localization="OSGI-INF/l10n/metatype">
        """);
    texts.append(
        "# Made of docs/signet.schema.json by MetatypeTest, with -Dmetatype.write=true.\n");
    root(schema);
    definitions.forEach((name, definition) -> element(name, definition.asJsonObject()));
    entry();
    xml.append("</metatype:MetaData>\n");
  }

  static Metatype of(JsonObject schema) {
    return new Metatype(schema);
  }

  String xml() {
    return xml.toString();
  }

  String texts() {
    return texts.toString();
  }

  /** The element for everything but the definitions, by its PID: {@code <signet>}. */
  private void root(JsonObject schema) {
    open("signet", "");
    describe("signet", "Signet", "the settings of Signet that are for all issuers");
    attribute(
        "signet",
        "configFile",
        "String",
        "ibm:type=\"location(file)\"",
        "a signet.json, whose definitions are added to the elements signet_issuer; relative to the"
            + " server's configuration directory. Relative locations in both are relative to its"
            + " folder");
    schema
        .getJsonObject("properties")
        .forEach(
            (name, setting) -> {
              if (!name.equals(ISSUERS) && !name.equals("$schema")) {
                setting("signet", name, setting.asJsonObject());
              }
            });
    close("<Designate pid=\"signet\">", "signet");
  }

  private void element(String name, JsonObject definition) {
    String pid = pid(name);
    boolean isIssuer = name.equals(ISSUERS);
    open(pid, isIssuer ? " ibm:alias=\"issuer\"" : alias(name));
    describe(
        pid,
        name.substring(name.lastIndexOf('.') + 1),
        isIssuer ? "a definition of a trusted issuer of tokens" : description(name));
    definition
        .getJsonObject("properties")
        .forEach(
            (setting, schema) -> {
              if (!(isIssuer && setting.equals("id"))) {
                setting(pid, setting, schema.asJsonObject());
              }
            });
    if (isIssuer) {
      attribute(
          pid,
          "authFilterRef",
          "String",
          "",
          "the id of an authFilter of Liberty's own, in place of one that is nested");
    }
    close("<Designate factoryPid=\"" + pid + "\">", pid);
  }

  /** The parts that definitions can share, by {@code identityMappingRef} for instance. */
  private static String alias(String name) {
    return name.matches("issuers\\.(identity|group)Mapping")
        ? " ibm:alias=\"" + name.substring(name.lastIndexOf('.') + 1) + "\""
        : "";
  }

  /** What the setting that holds the element says. */
  private String description(String path) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return "see <signet>";
    }
    JsonObject holder = definitions.getJsonObject(path.substring(0, dot));
    return holder
        .getJsonObject("properties")
        .getJsonObject(path.substring(dot + 1))
        .getString("description");
  }

  /** Of an object with names of the administrator's choice. */
  private void entry() {
    String pid = PREFIX + "entry";
    open(pid, "");
    describe(pid, "entry", "a name with its values");
    attribute(pid, "name", "String", "", "the name");
    attribute(pid, "value", "String", "cardinality=\"2147483647\"", "the value, or several");
    close("<Designate factoryPid=\"" + pid + "\">", pid);
  }

  private void setting(String pid, String name, JsonObject schema) {
    String description = schema.getString("description");
    List<JsonObject> forms = forms(schema);
    String reference = forms.stream().map(f -> f.getString("$ref", "")).findFirst().orElse("");
    boolean isSeveral = forms.stream().anyMatch(f -> f.getString("type", "").equals("array"));
    boolean isTable = schema.containsKey("additionalProperties");
    String many = isSeveral || isTable ? " cardinality=\"2147483647\"" : "";
    if (!reference.isEmpty() || isTable) {
      String child = isTable ? PREFIX + "entry" : pid(reference.replace("#/$defs/", ""));
      String form = "ibm:type=\"pid\" ibm:reference=\"" + child + "\" ibm:flat=\"true\"" + many;
      attribute(pid, name, "String", form, description);
    } else if (PASSWORDS.contains(name)) {
      attribute(pid, name, "String", "ibm:type=\"password\"", description);
    } else {
      attribute(pid, name, "String", many.strip(), description);
    }
  }

  private static List<JsonObject> forms(JsonObject schema) {
    List<JsonObject> forms = new ArrayList<>();
    if (schema.containsKey("anyOf")) {
      schema.getJsonArray("anyOf").forEach(form -> forms.addAll(forms(form.asJsonObject())));
    } else {
      forms.add(schema);
    }
    return forms;
  }

  private static String pid(String name) {
    return PREFIX + (name.equals(ISSUERS) ? "issuer" : name.replaceFirst("^issuers\\.", ""));
  }

  private void open(String pid, String alias) {
    xml.append("  <OCD id=\"").append(pid).append("\" name=\"%").append(pid).append("\" ");
    xml.append("description=\"%").append(pid).append(".desc\"").append(alias).append(">\n");
  }

  private void close(String designate, String pid) {
    xml.append("  </OCD>\n  ").append(designate).append("<Object ocdref=\"").append(pid);
    xml.append("\"/></Designate>\n");
  }

  private void attribute(String pid, String name, String type, String form, String description) {
    String key = pid + "." + name;
    xml.append("    <AD id=\"").append(name).append("\" name=\"%").append(key);
    xml.append("\" description=\"%").append(key).append(".desc\" type=\"").append(type);
    xml.append("\" required=\"false\"").append(form.isEmpty() ? "" : " ").append(form);
    xml.append("/>\n");
    describe(key, name, description);
  }

  private void describe(String key, String name, String description) {
    texts.append(key).append('=').append(name).append('\n');
    texts.append(key).append(".desc=").append(escape(description)).append('\n');
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\");
  }
}
