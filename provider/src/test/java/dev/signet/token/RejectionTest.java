package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue: one number for each reason, and the documentation says the same. */
class RejectionTest {
  @Test
  void everyReasonHasItsOwnNumberAndText() {
    assertEquals(Rejection.values().length, distinct(Rejection::id));
    assertEquals(Rejection.values().length, distinct(Rejection::text));
  }

  private static long distinct(java.util.function.Function<Rejection, String> part) {
    return Arrays.stream(Rejection.values()).map(part).distinct().count();
  }

  @Test
  void aTextFitsIntoAQuotedString() {
    for (Rejection rejection : Rejection.values()) {
      assertTrue(rejection.text().matches("[ -!#-\\[\\]-~]+"), rejection.text());
    }
  }

  @Test
  void theDocumentationListsTheCatalogueAsItIs() throws Exception {
    List<String> documented =
        Files.readString(Path.of("..", "docs", "REFUSALS.md"))
            .lines()
            .filter(line -> line.startsWith("| SIGNET-"))
            .map(line -> line.split(" *\\| *", -1))
            .map(cells -> String.join("|", cells[1], cells[2], cells[3], cells[4]))
            .toList();
    List<String> known =
        Arrays.stream(Rejection.values())
            .map(r -> r.id() + "|" + r.error().status() + "|`" + r.error().code() + "`|" + r.text())
            .collect(Collectors.toList());
    assertEquals(known, documented);
  }
}
