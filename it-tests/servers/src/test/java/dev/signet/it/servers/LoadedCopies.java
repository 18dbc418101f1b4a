package dev.signet.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How many copies of Signet the server under test has loaded, after a garbage collection. */
final class LoadedCopies {
  /** An enumeration: its constants live as long as its class, and a histogram shows them. */
  private static final String CLASS = "dev.signet.container.Server";

  private LoadedCopies() {}

  /** A line of the histogram for each class loader that has it. */
  static long count() {
    return histogram().stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(cells -> cells.length >= 4 && cells[3].equals(CLASS))
        .count();
  }

  /** Live objects by class; asking for it collects garbage first. */
  static List<String> histogram() {
    return jcmd("GC.class_histogram");
  }

  /** The answer of the server's virtual machine to a command. */
  static List<String> jcmd(String... command) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    all.add(Long.toString(server()));
    all.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some adapters start it as a child of a child that has ended. */
  private static long server() {
    long own = ProcessHandle.current().pid();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> process.pid() != own)
          .filter(process -> isServer(Path.of("/proc", Long.toString(process.pid()), "cmdline")))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the server's process is not found"))
          .pid();
    }
  }

  private static boolean isServer(Path commandLine) {
    try {
      String[] words = Files.readString(commandLine, StandardCharsets.ISO_8859_1).split("\0");
      String home = ServerUnderTest.home().toAbsolutePath().normalize().toString();
      return words[0].endsWith("java")
          && Stream.of(words).anyMatch(word -> word.contains(home))
          && Stream.of(words).noneMatch(word -> word.contains("server.home"));
    } catch (IOException e) {
      return false;
    }
  }
}
