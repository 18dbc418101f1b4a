package dev.signet.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a virtual machine about itself, with the program of the JDK. */
final class Jcmd {
  private static final Pattern USED = Pattern.compile("garbage-first heap.* used (\\d+)K");

  private final ServerProcess server;

  Jcmd(ServerProcess server) {
    this.server = server;
  }

  /** What is reachable, in MiB. */
  double heapAfterCollection() throws IOException, InterruptedException {
    run("GC.run");
    Matcher matcher = USED.matcher(run("GC.heap_info"));
    if (!matcher.find()) {
      throw new IOException("jcmd does not say how much is used");
    }
    return Long.parseLong(matcher.group(1)) / 1024.0;
  }

  /** Of a server that was started with {@code -XX:+RecordDynamicDumpInfo}. */
  void dumpClassData(Path archive) throws IOException, InterruptedException {
    var unused = run("VM.cds", "dynamic_dump", archive.toAbsolutePath().toString());
  }

  void startRecording() throws IOException, InterruptedException {
    var unused = run("JFR.start", "name=load", "settings=profile");
  }

  void stopRecording(Path file) throws IOException, InterruptedException {
    var unused = run("JFR.stop", "name=load", "filename=" + file.toAbsolutePath());
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(server.pid()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd: " + output);
    }
    return output;
  }
}
