package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** After the servers of this build: the documentation says what they did. */
class MatrixIT {
  private static final String BEGIN = "<!-- matrix: written by the tests -->\n";
  private static final String END = "<!-- end of matrix -->\n";

  /** A milestone of a server: what it does is shown, and fails no build. */
  private static final String MAY_FAIL = "glassfish-9";

  private static final Path PAGE = Matrix.documentation().resolve("README.md");

  /** The page before the tables, the tables, and what comes after them. */
  private static String[] page() throws IOException {
    String text = Files.readString(PAGE);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END, begin);
    return new String[] {text.substring(0, begin), text.substring(begin, end), text.substring(end)};
  }

  @Test
  void theDocumentationHasWhatTheServersHaveShown() throws IOException {
    String[] page = page();
    Matrix documented = Matrix.of(page[1]);
    Matrix shown = Matrix.ofThisBuild();
    System.out.println(shown.markdown());
    if (Boolean.getBoolean("matrix.write")) {
      Files.writeString(PAGE, page[0] + documented.with(shown).markdown() + page[2]);
    } else {
      Matrix all = documented.with(shown.without(MAY_FAIL)).asOldAs(documented);
      assertEquals(all.markdown(), page[1], "-Dmatrix.write=true writes it anew");
    }
  }

  @Test
  void everyRecipeIsThatOfAColumn() throws IOException {
    Matrix all = Matrix.of(page()[1]).with(Matrix.ofThisBuild());
    assertEquals(
        new TreeSet<>(Matrix.recipes()),
        all.columns().values().stream()
            .map(Results::recipe)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
