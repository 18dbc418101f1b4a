package dev.signet.junction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.testing.Run;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page's commands are typed as they stand there, in a folder of their own. */
final class ReadmeTest {
  private static final String JAR = "java -jar junction/target/signet-junction.jar ";

  @TempDir Path folder;

  /** The one line of the page that runs a command. */
  private Run type(String command) throws Exception {
    String line =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .filter(text -> text.contains(JAR + command + " "))
            .findFirst()
            .orElseThrow();
    String arguments =
        line.substring(line.indexOf(JAR) + JAR.length())
            .replaceAll("\\)$", "")
            .replace("junction/target", folder.toString())
            .replace("$SERVER", folder.toString());
    return Run.of(arguments.split(" ", -1));
  }

  @Test
  void itsKeysAndItsTokenAreMade() throws Exception {
    assertEquals(0, type("keys").exitCode());
    String password = Files.readString(folder.resolve("password")).strip();
    assertEquals(
        "KEYSTORE_PASSWORD=" + password, Files.readString(folder.resolve("server.env")).strip());
    assertTrue(Files.exists(folder.resolve("test.p12")));
    JsonObject claims = claims(type("mint").onlyLine());
    assertEquals("https://www.myidp.ibm.com", claims.getString("iss"));
    assertEquals("urn:my-server", claims.getString("aud"));
    assertEquals("testuser", claims.getString("sub"));
    assertEquals("[\"groupa\"]", claims.getJsonArray("groups").toString());
  }

  private static JsonObject claims(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Json.createReader(new StringReader(new String(payload, StandardCharsets.UTF_8)))
        .readObject();
  }
}
