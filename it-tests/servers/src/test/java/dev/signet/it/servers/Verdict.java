package dev.signet.it.servers;

/** What a row turned out to be on a server. */
enum Verdict {
  /** As promised to applications on every server. */
  PROMISED,
  /** As a known {@link Deviation} says. */
  DEVIATES,
  /** Neither. */
  FAILED
}
