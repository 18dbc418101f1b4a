package dev.signet.it.server;

import java.util.concurrent.locks.LockSupport;

/** Lets a scenario take its time. */
public final class Moment {
  private Moment() {}

  /** Returns when {@link System#nanoTime} says so. */
  public static void await(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
