package dev.signet.benchmarks.server;

import java.io.IOException;

/**
 * One way to serve the page.
 *
 * @param name what it is called in the reports
 * @param page the page asked for: {@code open} or {@code user}
 * @param launch starts a server of this kind
 */
record Contender(String name, String page, Launch launch) {

  /** Starts a server. */
  @FunctionalInterface
  interface Launch {
    ServerProcess start() throws IOException, InterruptedException;
  }

  /** The same by another name. */
  Contender called(String newName) {
    return new Contender(newName, page, launch);
  }

  /** Whether it serves everybody. */
  boolean isOpen() {
    return page.equals("open");
  }
}
