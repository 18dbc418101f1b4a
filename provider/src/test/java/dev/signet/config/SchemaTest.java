package dev.signet.config;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.SettingsSchema;
import dev.signet.testing.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/signet.schema.json} is what the reader asks for, described as in the documentation.
 * {@code -Dschema.write=true} writes it anew.
 */
class SchemaTest {
  private static final Page REFERENCE = Page.of("docs/CONFIGURATION.md");
  private static final Path FILE = Path.of("../docs/signet.schema.json");
  private static final Map<String, String> TABLES =
      Map.of(
          "", "in the file",
          "audit", "in `audit`",
          "diagnostics", "in `diagnostics`",
          "issuers", "in `issuers`",
          "cache", "in `cache`",
          "keyStores", "in `keyStores`",
          "issuers.authFilter", "in `authFilter`",
          "issuers.identityMapping", "in `identityMapping`",
          "issuers.groupMapping", "in `groupMapping`");

  private static final SettingsSchema SCHEMA =
      SettingsSchema.of(SchemaTest::read, SchemaTest::description);

  private static void read(SettingsObject settings) {
    ConfigReader reader = new ConfigReader(Path.of("signet.json"));
    assertThrows(ConfigException.class, () -> reader.read(settings), "it names no issuer");
  }

  /** Of a setting without a table of its own, what the table says of its object. */
  private static String description(String path, String name) {
    String table = TABLES.get(path);
    if (table == null) {
      int dot = path.lastIndexOf('.');
      return description(path.substring(0, dot), path.substring(dot + 1));
    }
    List<String> cells = REFERENCE.row(table, name);
    assertEquals(3, cells.size(), path + " " + name);
    boolean isFilter = table.equals("in `authFilter`");
    String meaning = plain(cells.get(2));
    String otherwise = plain(cells.get(1));
    return isFilter || otherwise.equals("none")
        ? meaning
        : meaning + (otherwise.startsWith("required") ? " (" : " (default: ") + otherwise + ")";
  }

  /** Without the marks, and without what refers to another place of the page. */
  private static String plain(String markdown) {
    return markdown
        .replaceAll("[,;.:]? [Ss]ee (\\[[^]]*]\\(#[^)]*\\)|the next table)", "")
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replace("`", "")
        .replace("\\|", "|");
  }

  private static String text() {
    StringWriter text = new StringWriter();
    Map<String, Object> pretty = Map.of(JsonGenerator.PRETTY_PRINTING, true);
    Json.createWriterFactory(pretty).createWriter(text).writeObject(SCHEMA.json());
    return text.toString().strip() + "\n";
  }

  @Test
  void theShippedSchemaIsTheReadersOwn() throws IOException {
    if (Boolean.getBoolean("schema.write")) {
      Files.writeString(FILE, text());
    }
    assertEquals(text(), Files.readString(FILE), "-Dschema.write=true writes it anew");
  }

  @Test
  void eachDocumentedNameIsInItAndNoOther() {
    TABLES.forEach(
        (path, table) ->
            assertEquals(
                REFERENCE.names(table).stream().sorted().toList(),
                SCHEMA.names(path).stream().sorted().toList(),
                table));
  }

  @Test
  void everyObjectOfTheFileIsInIt() {
    Set<String> conditions =
        Stream.of(
                "remoteAddress",
                "requestUrl",
                "requestPath",
                "host",
                "userAgent",
                "requestHeader",
                "cookie",
                "webApp",
                "clientCertificate")
            .map(name -> "issuers.authFilter." + name)
            .collect(toSet());
    Set<String> all =
        Stream.of(TABLES.keySet(), conditions, Set.of("issuers.identityMapping.rules"))
            .flatMap(Set::stream)
            .collect(toSet());
    assertEquals(all, SCHEMA.paths());
  }

  /** Those of the file's conditions are described once for all of them. */
  @Test
  void everyWordOfAnEnumerationIsDocumented() {
    Map<String, List<String>> enumerations = SCHEMA.enumerations();
    assertAll(
        enumerations.entrySet().stream()
            .filter(e -> !e.getKey().endsWith(".matchType"))
            .map(
                e ->
                    () -> {
                      int dot = e.getKey().lastIndexOf('.');
                      String path = dot < 0 ? "" : e.getKey().substring(0, dot);
                      String said = description(path, e.getKey().substring(dot + 1));
                      e.getValue().forEach(word -> assertTrue(said.contains(word), said + word));
                    }));
    assertEquals(
        Set.of(
            "foreignTokens",
            "forwardedHeader",
            "mode",
            "issuers.inboundPropagation",
            "issuers.propagateAs",
            "issuers.signatureAlgorithm",
            "issuers.preset",
            "issuers.validationMethod",
            "issuers.certificateBound",
            "issuers.groupSeparator",
            "issuers.identityMapping.case",
            "issuers.identityMapping.noMatch",
            "issuers.groupMapping.unmapped"),
        enumerations.keySet().stream().filter(k -> !k.endsWith(".matchType")).collect(toSet()));
  }

  private static Set<ValidationMessage> mistakes(String json) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA.json().toString());
    return schema.validate(json, InputFormat.JSON);
  }

  /** A part of a definition as the one definition of a file. */
  private static String whole(String json) {
    return json.contains("\"issuers\"") ? json : "{\"issuers\": " + json + "}";
  }

  static Stream<String> files() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("../docs"))) {
      List<Path> files = docs.filter(file -> file.endsWith("signet.json")).sorted().toList();
      assertTrue(files.size() >= 12, files::toString);
      return Stream.concat(
          REFERENCE.blocks("json").stream(), files.stream().map(SchemaTest::content));
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExampleIsValid(String json) {
    assertEquals(Set.of(), mistakes(whole(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"audiences\": \"${env.AUDIENCE}\", \"inboundPropagation\": \"${env.MODE}\"}",
        "{\"clockSkew\": 60, \"maxTokenAge\": \"1h30m\", \"maxTokenLifetime\": \"${env.LONGEST}\"}",
        "{\"groupToRoles\": {\"a\": \"A\", \"b\": [\"A\", \"B\"]}}",
        "{\"authFilter\": {\"any\": [{\"none\": {\"host\": {\"name\": \"a\"}}}]}}"
      })
  void whatTheReaderTakesIsValid(String json) {
    assertEquals(Set.of(), mistakes(whole(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"audience\": \"x\"}",
        "{\"issuers\": [], \"isuers\": []}",
        "{\"audiences\": 5}",
        "{\"audiences\": [5]}",
        "{\"issuerIdentifier\": [\"x\"]}",
        "{\"issuerIdentifier\": \"\"}",
        "{\"tokenReuse\": \"true\"}",
        "{\"clockSkew\": \"a minute\"}",
        "{\"clockSkew\": -1}",
        "{\"inboundPropagation\": \"always\"}",
        "{\"signatureAlgorithm\": [\"RS256\", \"HS256\"]}",
        "{\"authFilter\": {\"host\": {\"nam\": \"x\"}}}",
        "{\"authFilter\": {\"none\": {\"any\": {\"hosts\": {}}}}}",
        "{\"authFilter\": {\"remoteAddress\": {\"ip\": \"::1\", \"matchType\": \"is\"}}}",
        "{\"identityMapping\": {\"rules\": [{\"match\": \"x\", \"refuse\": \"yes\"}]}}",
        "{\"groupToRoles\": {\"a\": 1}}",
        "{\"issuers\": [], \"maxRememberedTokens\": 10000001}",
        "{\"issuers\": [], \"$schema\": 1}"
      })
  void aMisspeltNameAndAWrongValueAreInvalid(String json) {
    assertFalse(mistakes(whole(json)).isEmpty(), json);
  }

  @Test
  void everyNameHasADescription() {
    JsonObject schema = SCHEMA.json();
    JsonObject definitions = schema.getJsonObject("$defs");
    Stream.concat(Stream.of(schema), definitions.values().stream().map(d -> d.asJsonObject()))
        .flatMap(object -> object.getJsonObject("properties").values().stream())
        .forEach(
            p -> assertTrue(p.asJsonObject().getString("description").length() > 10, p::toString));
  }
}
