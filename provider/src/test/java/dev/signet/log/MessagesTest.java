package dev.signet.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages in the source: each for administrators has an id, and the page has them all. */
class MessagesTest {
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java"),
          Path.of("../liberty/src/main/java"),
          Path.of("../mpjwt/src/main/java"));

  private static final Path PAGE = Path.of("../docs/MESSAGES.md");
  private static final String BEGIN = "<!-- messages: written by the tests -->\n";

  private static final Pattern CALL = Pattern.compile("\\bLOG\\.log\\(([^;]*);");
  private static final Pattern ID = Pattern.compile("SIGNET\\d{4}([IWE])");
  private static final Pattern FOR_DEVELOPERS = Pattern.compile("\\s*Level\\.(DEBUG|TRACE).*");

  private static List<String> calls() {
    return sources().stream()
        .flatMap(file -> CALL.matcher(file).results().map(call -> call.group(1)))
        .filter(call -> !FOR_DEVELOPERS.matcher(call).lookingAt())
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each id with the text behind it; a call may have several of both. */
  private static Map<String, String> messages() {
    Map<String, String> messages = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    for (String file : sources()) {
      Matcher id = ID.matcher(file);
      while (id.find()) {
        String text = textAfter(file, id.end());
        if (messages.put(id.group(), text) != null) {
          twice.add(id.group());
        }
      }
    }
    assertEquals(List.of(), twice, "an id belongs to one message");
    return messages;
  }

  private static List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith(Path.of("log", "Messages.java")))
            .sorted()
            .forEach(file -> sources.add(read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  /** The rest of the literal that holds the id, and the literals that are added to it. */
  private static String textAfter(String source, int end) {
    Matcher literal = Pattern.compile("((?:[^\"\\\\]|\\\\.)*)\"").matcher(source);
    StringBuilder text = new StringBuilder();
    int from = end;
    while (literal.find(from)) {
      text.append(literal.group(1));
      Matcher more =
          Pattern.compile("\\s*(?:: \"SIGNET\\d{4}[IWE]\")?\\)?\\s*\\+\\s*\"")
              .matcher(source)
              .region(literal.end(), source.length());
      if (!more.lookingAt()) {
        break;
      }
      from = more.end();
    }
    return text.toString().replaceFirst("^: ", "").replace("\\\"", "\"").replace("''", "'");
  }

  @Test
  void everyMessageForAdministratorsHasAnIdWithTheLetterOfItsLevel() {
    List<String> wrong = new ArrayList<>();
    for (String call : calls()) {
      String levels =
          Pattern.compile("Level\\.(INFO|WARNING|ERROR)")
              .matcher(call)
              .results()
              .map(level -> level.group(1).substring(0, 1))
              .distinct()
              .sorted()
              .collect(Collectors.joining());
      String letters =
          ID.matcher(call)
              .results()
              .map(id -> id.group(1))
              .distinct()
              .sorted()
              .collect(Collectors.joining());
      if (letters.isEmpty() || !letters.equals(levels)) {
        wrong.add(call);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(calls().size() > 50, "the calls are found");
  }

  @Test
  void thePageHasThemAll() throws IOException {
    String table =
        messages().entrySet().stream()
            .map(m -> "| `" + m.getKey() + "` | " + m.getValue().replace("|", "\\|") + " |\n")
            .collect(Collectors.joining("", BEGIN + "| id | text |\n|---|---|\n", ""));
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN));
    if (Boolean.getBoolean("messages.write")) {
      Files.writeString(PAGE, before + table);
    } else {
      assertEquals(table, page.substring(before.length()), "-Dmessages.write=true writes it anew");
    }
  }

  @Test
  void aTranslationTakesThePlaceOfTheTextAndKeepsTheId() {
    String text = "SIGNET0165I: {0} is served with {1}{2}";
    assertEquals(
        "SIGNET0165I: {0} wird mit {1} bedient{2}", Messages.in(Locale.GERMAN).getString(text));
    assertEquals(text, Messages.in(Locale.JAPANESE).getString(text));
    String without = "SIGNET0163E: {0} answers 503 until this is corrected: {1}";
    assertEquals(without, Messages.in(Locale.GERMAN).getString(without));
    assertEquals("ended already", Messages.in(Locale.GERMAN).getString("ended already"));
  }
}
