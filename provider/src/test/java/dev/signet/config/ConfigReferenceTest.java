package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.mapping.GroupMappingReader;
import dev.signet.mapping.IdentityMappingReader;
import dev.signet.mapping.MappingTables;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.Placeholders;
import dev.signet.settings.SettingsObject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The documentation lists exactly the names the code asks for. */
class ConfigReferenceTest {
  private static final MappingTables TABLES = new MappingTables(Path.of("."), file -> {});
  private static final Path REFERENCE = Path.of("..", "docs", "CONFIGURATION.md");

  /** The names in the first column of the table below a heading. */
  private static Set<String> documented(String heading) throws Exception {
    Set<String> names = new TreeSet<>();
    String section = "";
    for (String line : Files.readAllLines(REFERENCE)) {
      section = line.startsWith("## ") ? line.substring(3) : section;
      if (section.equals(heading) && line.startsWith("| `")) {
        names.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    return names;
  }

  private static SettingsObject settings(List<ConfigProblem> problems) {
    JsonObject empty = JsonValue.EMPTY_JSON_OBJECT;
    return new SettingsObject(empty, "", problems, Placeholders.ofThisProcess());
  }

  @Test
  void anIssuersSettingsAreDocumented() throws Exception {
    SettingsObject settings = settings(new ArrayList<>());
    IssuerReader reader =
        new IssuerReader(settings, Map.of(), Path.of("."), TABLES, new ArrayList<>());
    var unused = reader.read();
    assertEquals(new TreeSet<>(settings.knownNames()), documented("issuers"));
  }

  @Test
  void aFiltersConditionsAreDocumented() throws Exception {
    SettingsObject settings = settings(new ArrayList<>());
    var unused = ChannelReader.filter(settings);
    assertEquals(new TreeSet<>(settings.knownNames()), documented("authFilter"));
  }

  @Test
  void theSettingsOfAnIdentityMappingAreDocumented() throws Exception {
    SettingsObject settings = settings(new ArrayList<>());
    var unused = new IdentityMappingReader("test", TABLES, new ArrayList<>()).mapping(settings);
    assertEquals(new TreeSet<>(settings.knownNames()), documented("identityMapping"));
  }

  @Test
  void theSettingsOfAGroupMappingAreDocumented() throws Exception {
    SettingsObject settings = settings(new ArrayList<>());
    var unused = new GroupMappingReader(TABLES).mapping(settings);
    assertEquals(new TreeSet<>(settings.knownNames()), documented("groupMapping"));
  }

  @Test
  void aKeyStoresSettingsAreDocumented() throws Exception {
    SettingsObject settings = settings(new ArrayList<>());
    new ConfigReader(Path.of("signet.json")).readKeyStore(settings, new HashMap<>());
    assertEquals(new TreeSet<>(settings.knownNames()), documented("keyStores"));
  }

  @Test
  void theFilesSettingsAreDocumented() throws Exception {
    List<ConfigProblem> problems = new ArrayList<>();
    SettingsObject settings = settings(problems);
    var unused = new ConfigReader(Path.of("signet.json")).read(settings);
    assertEquals(new TreeSet<>(settings.knownNames()), documented("The file"));
  }
}
