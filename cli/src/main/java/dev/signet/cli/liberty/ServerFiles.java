package dev.signet.cli.liberty;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.xml.XmlElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code server.xml} and what belongs to it, in Liberty's order: {@code
 * configDropins/defaults}, the file itself with its includes where they stand, {@code
 * configDropins/overrides}.
 */
final class ServerFiles {
  private static final int MAX_FILES = 1000;

  private final ServerFolder folder;
  private final Variables outside;
  private final List<Part> parts = new ArrayList<>();

  /** Those of the files that were opened so far: the location of an include may name them. */
  private final List<Part> variables = new ArrayList<>();

  private final Deque<Path> open = new ArrayDeque<>();
  private int filesRead;

  private ServerFiles(ServerFolder folder, Variables outside) {
    this.folder = folder;
    this.outside = outside;
  }

  /**
   * Reads them all.
   *
   * @param serverXml the server's own file
   * @param folder its folder
   * @param outside the variables outside of these files
   * @return the elements directly below {@code server}, but for the includes
   */
  static List<Part> read(Path serverXml, ServerFolder folder, Variables outside) {
    ServerFiles files = new ServerFiles(folder, outside);
    Path dropins = folder.path().resolve("configDropins");
    files.xmlFilesOf(dropins.resolve("defaults")).forEach(f -> files.read(f, OnConflict.MERGE));
    files.read(serverXml, OnConflict.MERGE);
    files.xmlFilesOf(dropins.resolve("overrides")).forEach(f -> files.read(f, OnConflict.MERGE));
    return List.copyOf(files.parts);
  }

  /** By name without regard to case, as there. */
  private List<Path> xmlFilesOf(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> lowerName(file).endsWith(".xml"))
          .sorted(Comparator.comparing(ServerFiles::lowerName))
          .toList();
    } catch (IOException e) {
      throw new CommandFailedException(directory, "cannot be read", e);
    }
  }

  private static String lowerName(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  private void read(Path file, OnConflict onConflict) {
    XmlElement root = folder.xml(file);
    if (!root.name().equals("server") && !root.name().equals("client")) {
      throw failure(root, "the element is not server");
    }
    if (++filesRead > MAX_FILES) {
      throw failure(root, "too many files are included");
    }
    open.addLast(file.toAbsolutePath().normalize());
    root.children().stream()
        .filter(element -> element.name().equals("variable"))
        .forEach(element -> variables.add(new Part(element, onConflict)));
    for (XmlElement element : root.children()) {
      if (element.name().equals("include")) {
        include(element, file, onConflict);
      } else {
        parts.add(new Part(element, onConflict));
      }
    }
    open.removeLast();
  }

  private void include(XmlElement include, Path from, OnConflict inherited) {
    String word = include.attribute("onConflict", "");
    OnConflict onConflict = word.isEmpty() ? inherited : OnConflict.of(word);
    Path target = target(include, from);
    if (Files.isDirectory(target)) {
      xmlFilesOf(target).forEach(file -> readOnce(include, file, onConflict));
    } else if (Files.isRegularFile(target)) {
      readOnce(include, target, onConflict);
    } else if (!include.attribute("optional", "false").equalsIgnoreCase("true")) {
      throw failure(include, "the included file " + folder.shown(target) + " does not exist");
    }
  }

  private void readOnce(XmlElement include, Path file, OnConflict onConflict) {
    if (open.contains(file)) {
      throw failure(include, "includes " + folder.shown(file) + ", which is being read already");
    }
    read(file, onConflict);
  }

  private static CommandFailedException failure(XmlElement element, String whatIsWrong) {
    return new CommandFailedException(element.place() + ": " + whatIsWrong);
  }

  private Path target(XmlElement include, Path from) {
    String location = include.attribute("location", "").strip();
    if (location.isEmpty()) {
      throw failure(include, "an include without a location");
    }
    Optional<String> below = ServerFolder.relative(location);
    Variables.Resolved text = outside.with(variables).now(below.orElse(location));
    if (text.text().contains("${")) {
      throw failure(include, "the location of an include holds a variable that is not known here");
    }
    if (text.text().matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw failure(include, "an include from a URL is refused: fetch the file and include that");
    }
    Path base = below.isPresent() ? folder.path() : from.toAbsolutePath().getParent();
    try {
      return (base == null ? folder.path() : base).resolve(text.text()).normalize();
    } catch (InvalidPathException e) {
      throw new CommandFailedException(
          include.place() + ": the location of an include is no path of this operating system", e);
    }
  }
}
