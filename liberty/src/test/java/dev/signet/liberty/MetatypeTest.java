package dev.signet.liberty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Liberty's description of the elements is what the schema of {@code signet.json} says, which
 * SchemaTest compares with the reader. {@code -Dmetatype.write=true} writes it anew.
 */
class MetatypeTest {
  private static final Path FOLDER = Path.of("src/main/resources/OSGI-INF");
  private static final Path XML = FOLDER.resolve("metatype/metatype.xml");
  private static final Path TEXTS = FOLDER.resolve("l10n/metatype.properties");

  private static Metatype metatype;

  @BeforeAll
  static void read() throws IOException {
    try (Reader file = Files.newBufferedReader(Path.of("../docs/signet.schema.json"));
        JsonReader reader = Json.createReader(file)) {
      JsonObject schema = reader.readObject();
      metatype = Metatype.of(schema);
    }
    if (Boolean.getBoolean("metatype.write")) {
      Files.writeString(XML, metatype.xml());
      Files.writeString(TEXTS, metatype.texts());
    }
  }

  @Test
  void theMetatypeIsThatOfTheSchema() throws IOException {
    assertEquals(metatype.xml(), Files.readString(XML), "-Dmetatype.write=true writes it anew");
  }

  @Test
  void soAreItsDescriptions() throws IOException {
    assertEquals(metatype.texts(), Files.readString(TEXTS), "-Dmetatype.write=true writes it anew");
  }
}
