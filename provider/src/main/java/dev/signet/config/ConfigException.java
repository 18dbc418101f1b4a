package dev.signet.config;

import dev.signet.settings.ConfigProblem;
import dev.signet.settings.FileState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used. It has every mistake with its path in the file, and the first
 * hundred in the message. None of them has a password in it.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** One wrong column of a table can cause ten thousand mistakes. */
  private static final int SHOWN = 100;

  private final transient List<ConfigProblem> problems;
  private final transient FileState files;
  private Mode mode = Mode.ENFORCE;

  /**
   * Builds the one message from all mistakes.
   *
   * @param source the file, as messages name it
   * @param problems the mistakes; at least one
   */
  public ConfigException(String source, List<ConfigProblem> problems) {
    this(source, problems, FileState.of(List.of()));
  }

  /**
   * The same, with the files that were read.
   *
   * @param source the file, as messages name it
   * @param problems the mistakes; at least one
   * @param files the files as they were read; correcting the mistakes changes one of them
   */
  public ConfigException(String source, List<ConfigProblem> problems, FileState files) {
    super(message(source, problems));
    this.problems = List.copyOf(problems);
    this.files = files;
  }

  private static String message(String source, List<ConfigProblem> problems) {
    String count = problems.size() == 1 ? "one mistake" : problems.size() + " mistakes";
    String rest =
        problems.size() > SHOWN
            ? System.lineSeparator() + "  and " + (problems.size() - SHOWN) + " more"
            : "";
    return problems.stream()
        .limit(SHOWN)
        .map(p -> System.lineSeparator() + "  " + p)
        .collect(Collectors.joining("", source + " has " + count + ":", rest));
  }

  /**
   * The mistakes, in the order of the file.
   *
   * @return at least one
   */
  public List<ConfigProblem> problems() {
    return problems;
  }

  /** The same mistakes, in a configuration whose mode could be read. */
  ConfigException in(Mode known) {
    mode = known;
    return this;
  }

  /**
   * The mode that the configuration asks for in spite of its mistakes.
   *
   * @return {@link Mode#ENFORCE} unless the other one could be read
   */
  public Mode mode() {
    return mode;
  }

  /**
   * The files as they were read.
   *
   * @return the files; correcting the mistakes changes one of them
   */
  public FileState files() {
    return files;
  }
}
