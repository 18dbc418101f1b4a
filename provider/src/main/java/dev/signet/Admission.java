package dev.signet;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a request with a token has been let in. A remembered token has one for all of its
 * requests, under whatever names an application gives its caller. Thread-safe.
 */
public final class Admission {
  private final AtomicBoolean isDone = new AtomicBoolean();

  /**
   * Lets a request in.
   *
   * @return true for the first one alone, also where several come at once
   */
  public boolean isFirst() {
    return !isDone.get() && isDone.compareAndSet(false, true);
  }
}
