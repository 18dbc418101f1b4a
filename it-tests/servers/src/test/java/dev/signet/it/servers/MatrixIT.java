package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** After all servers: the documentation says what they did. */
class MatrixIT {
  private static final String BEGIN = "<!-- matrix: written by the tests -->\n";
  private static final String END = "<!-- end of matrix -->\n";

  @Test
  @DisabledIfSystemProperty(named = "only.server", matches = ".+")
  void theDocumentationHasTheTableThatTheServersHaveShown() throws IOException {
    Matrix matrix = Matrix.read();
    String shown = matrix.markdown();
    System.out.println(shown);
    assertEquals(
        Matrix.recipes(),
        matrix.servers().stream().map(Results::id).toList(),
        "the recipes, and the servers that were tested");

    Path page = Matrix.documentation().resolve("README.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END, begin);
    if (Boolean.getBoolean("matrix.write")) {
      Files.writeString(page, text.substring(0, begin) + shown + text.substring(end));
    } else {
      assertEquals(shown, text.substring(begin, end), "-Dmatrix.write=true writes it anew");
    }
  }
}
