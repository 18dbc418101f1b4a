package dev.signet.benchmarks.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** One line for each step, with the seconds since the start. */
public final class Progress {
  private final PrintWriter out;
  private final long begin = System.nanoTime();

  /**
   * Begins to count.
   *
   * @param out where the lines go
   */
  public Progress(PrintWriter out) {
    this.out = out;
  }

  /**
   * Writes a line.
   *
   * @param line the step
   */
  public void say(String line) {
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    out.printf(Locale.ROOT, "%5d s  %s%n", time.toSeconds(), line);
    out.flush();
  }
}
