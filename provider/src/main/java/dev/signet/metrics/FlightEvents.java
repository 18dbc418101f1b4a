package dev.signet.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The events of Java's Flight Recorder. Where nobody records them, none is made; where Java or the
 * server does not show the recorder's classes, nothing is linked.
 */
public final class FlightEvents {
  private static final boolean ARE_THERE = areThere();

  private FlightEvents() {}

  private static boolean areThere() {
    try {
      var unused = Class.forName("jdk.jfr.Event", false, FlightEvents.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Begins the event of an authentication.
   *
   * @return to be ended; null where it is not recorded
   */
  public static @Nullable Object beginAuthentication() {
    return ARE_THERE ? FlightRecords.beginAuthentication() : null;
  }

  /**
   * Ends the event of an authentication.
   *
   * @param begun what has been begun
   * @param application the application's name
   * @param series what has come out
   */
  public static void endAuthentication(@Nullable Object begun, String application, Series series) {
    if (begun != null) {
      FlightRecords.endAuthentication(begun, application, series);
    }
  }

  static @Nullable Object beginKeyFetch() {
    return ARE_THERE ? FlightRecords.beginKeyFetch() : null;
  }

  static void endKeyFetch(@Nullable Object begun, Series series) {
    if (begun != null) {
      FlightRecords.endKeyFetch(begun, series);
    }
  }
}
