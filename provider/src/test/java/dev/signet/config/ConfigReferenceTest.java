package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.mapping.MappingReaders;
import dev.signet.mapping.MappingTables;
import dev.signet.settings.KnownNames;
import dev.signet.settings.Placeholders;
import dev.signet.settings.SettingsObject;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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

  private static SettingsObject settings() {
    return SettingsObject.root(JsonValue.EMPTY_JSON_OBJECT, Placeholders.ofThisProcess());
  }

  @Test
  void anIssuersSettingsAreDocumented() throws Exception {
    SettingsObject settings = settings();
    IssuerReader reader = new IssuerReader(settings, Map.of(), Path.of("."), TABLES);
    var unused = reader.read();
    assertEquals(new TreeSet<>(KnownNames.of(settings)), documented("issuers"));
  }

  @Test
  void aFiltersConditionsAreDocumented() throws Exception {
    SettingsObject settings = settings();
    var unused = ChannelReader.filter(settings);
    assertEquals(new TreeSet<>(KnownNames.of(settings)), documented("authFilter"));
  }

  @Test
  void theSettingsOfAnIdentityMappingAreDocumented() throws Exception {
    SettingsObject settings = settings();
    MappingReaders.identityMapping(settings, TABLES);
    assertEquals(new TreeSet<>(KnownNames.of(settings)), documented("identityMapping"));
  }

  @Test
  void theSettingsOfAGroupMappingAreDocumented() throws Exception {
    SettingsObject settings = settings();
    MappingReaders.groupMapping(settings, TABLES);
    assertEquals(new TreeSet<>(KnownNames.of(settings)), documented("groupMapping"));
  }

  @Test
  void aKeyStoresSettingsAreDocumented() throws Exception {
    SettingsObject settings = settings();
    new ConfigReader(Path.of("signet.json")).readKeyStore(settings, new HashMap<>());
    assertEquals(new TreeSet<>(KnownNames.of(settings)), documented("keyStores"));
  }

  @Test
  void theFilesSettingsAreDocumented() throws Exception {
    SettingsObject settings = settings();
    ConfigReader reader = new ConfigReader(Path.of("signet.json"));
    assertThrows(ConfigException.class, () -> reader.read(settings), "it names no issuer");
    assertEquals(new TreeSet<>(KnownNames.of(settings)), documented("The file"));
  }
}
