package dev.signet.jose;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** The public test vectors, where the system property says they are. */
final class Vectors {
  private static final String PROPERTY = "signet.vectors";

  private Vectors() {}

  /** The folder with a source's vectors; without it the test is skipped, and says so. */
  static Path folder(String source) {
    String folder = System.getProperty(PROPERTY, "");
    if (folder.isEmpty()) {
      String message =
          "SKIPPED: the public test vectors (" + source + "): -D" + PROPERTY + " names no folder";
      System.out.println(message);
      return abort(message);
    }
    return Path.of(folder, source);
  }

  static Map<String, Object> json(Path file) {
    try {
      return JsonUtil.parseJson(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JoseException e) {
      throw new IllegalArgumentException(file + " holds no JSON object", e);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  static Map<String, Object> object(Map<String, Object> json, String name) {
    return object(json.getOrDefault(name, Map.of()));
  }

  static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
    List<Map<String, Object>> objects = new ArrayList<>();
    ((List<?>) json.getOrDefault(name, List.of())).forEach(o -> objects.add(object(o)));
    return objects;
  }

  static String text(Map<String, Object> json, String name) {
    return String.valueOf(json.getOrDefault(name, ""));
  }
}
