package dev.signet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the documentation: its tables, and the blocks between fences. */
public final class Page {
  private static final String FENCE = "```";

  private final List<String> lines;

  private Page(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /** A page by its path from the project's folder. */
  public static Page of(String path) {
    try {
      return new Page(Files.readAllLines(Path.of("..").resolve(path)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<String> lines() {
    return lines;
  }

  /** The first cell of each table's head. */
  public List<String> tables() {
    List<String> heads = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("|---")) {
        heads.add(firstCell(lines.get(i - 1)));
      }
    }
    return heads;
  }

  /** The names in code in the first column of all tables whose first head is this. */
  public List<String> names(String head) {
    List<String> names = new ArrayList<>();
    String table = "";
    for (String line : lines) {
      if (!line.startsWith("|")) {
        table = "";
      } else if (table.isEmpty()) {
        table = firstCell(line);
      } else if (table.equals(head) && line.startsWith("| `")) {
        names.add(firstCell(line).replace("`", ""));
      }
    }
    return names;
  }

  /** The cells behind a name in the tables whose first head is this; none where it has no row. */
  public List<String> row(String head, String name) {
    String table = "";
    for (String line : lines) {
      if (!line.startsWith("|")) {
        table = "";
      } else if (table.isEmpty()) {
        table = firstCell(line);
      } else if (table.equals(head) && firstCell(line).equals("`" + name + "`")) {
        List<String> cells = List.of(line.split("(?<!\\\\)\\|", -1));
        return cells.subList(2, cells.size() - 1).stream().map(String::strip).toList();
      }
    }
    return List.of();
  }

  /** The blocks of a language, in their order. */
  public List<String> blocks(String language) {
    return blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(Block::text)
        .toList();
  }

  /** The block before one, whatever its language. */
  public String blockBefore(String block) {
    List<String> texts = blocks().stream().map(Block::text).toList();
    return texts.get(texts.indexOf(block) - 1);
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String language = "";
    List<String> block = new ArrayList<>();
    for (String line : lines) {
      boolean isFence = line.strip().startsWith(FENCE);
      if (isFence && language.isEmpty()) {
        language = line.strip().substring(FENCE.length()) + " ";
        block.clear();
      } else if (isFence) {
        blocks.add(new Block(language.strip(), String.join("\n", block) + "\n"));
        language = "";
      } else {
        block.add(line);
      }
    }
    return blocks;
  }

  private static String firstCell(String row) {
    return row.split("\\|", 3)[1].strip();
  }

  private record Block(String language, String text) {}
}
