package dev.signet.config;

/** Whether Signet acts, or only says what it would do. */
public enum Mode {
  /** Signet authenticates. */
  ENFORCE,

  /**
   * Signet rehearses: the application's own login alone lets callers in, and Signet reports what it
   * would have done. Nothing is protected by it.
   */
  REPORT
}
