package dev.signet.it.dumper;

import dev.signet.it.client.Answer;
import dev.signet.it.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages and callers with the statuses as measured, in Markdown. */
final class TruthTable {
  private final Map<String, Map<Page, Answer>> rows = new LinkedHashMap<>();

  void add(Caller caller, Page page, Answer answer) {
    rows.computeIfAbsent(caller.label(), label -> new EnumMap<>(Page.class)).put(page, answer);
  }

  /** Prints it, and keeps it in {@code target/truth-table.md}. */
  void publish() {
    String text = markdown();
    System.out.println(text);
    try {
      Files.writeString(Server.target().resolve("truth-table.md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String markdown() {
    Stream<String> pages = Arrays.stream(Page.values()).map(Page::path);
    String head = line("caller", pages, "WWW-Authenticate");
    String rule = line("---", Arrays.stream(Page.values()).map(page -> "---"), "---");
    Stream<String> body = rows.entrySet().stream().map(row -> row(row.getKey(), row.getValue()));
    return Stream.concat(Stream.of(head, rule), body).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String row(String label, Map<Page, Answer> answers) {
    Stream<String> statuses =
        answers.values().stream().map(answer -> Integer.toString(answer.status()));
    String challenges =
        answers.values().stream()
            .map(Answer::challenges)
            .flatMap(List::stream)
            .distinct()
            .map(challenge -> "`" + challenge + "`")
            .collect(Collectors.joining(", "));
    return line(label, statuses, challenges);
  }

  private static String line(String first, Stream<String> middle, String last) {
    return Stream.of(Stream.of(first), middle, Stream.of(last))
        .flatMap(cells -> cells)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
