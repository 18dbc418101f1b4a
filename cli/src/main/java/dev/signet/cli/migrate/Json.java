package dev.signet.cli.migrate;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.eclipse.parsson.JsonProviderImpl;

/** What is needed to build and write JSON. */
final class Json {
  private static final JsonProvider PROVIDER = new JsonProviderImpl();
  static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

  private Json() {}

  static JsonValue string(String text) {
    return PROVIDER.createValue(text);
  }

  /** One string as it is, several as an array. */
  static JsonValue strings(List<String> texts) {
    return oneOrAll(texts.stream().map(Json::string).toList());
  }

  /** One value as it is, several as an array. */
  static JsonValue oneOrAll(List<? extends JsonValue> values) {
    if (values.size() == 1) {
      return values.get(0);
    }
    JsonArrayBuilder array = BUILDERS.createArrayBuilder();
    values.forEach(array::add);
    return array.build();
  }

  static String pretty(JsonObject object) {
    StringWriter text = new StringWriter();
    Map<String, Object> indented = Map.of(JsonGenerator.PRETTY_PRINTING, true);
    try (JsonWriter writer = PROVIDER.createWriterFactory(indented).createWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString().strip() + "\n";
  }
}
