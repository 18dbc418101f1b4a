package dev.signet.metrics;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Apart from {@link FlightEvents}, since nothing of it can be linked where the recorder is not. */
@SuppressWarnings("UnusedVariable") // the recorder reads the fields of events
final class FlightRecords {
  private FlightRecords() {}

  /** What both kinds of events have. */
  @Category("Signet")
  @StackTrace(false)
  private abstract static class Measured extends Event {
    @Label("Result")
    String result = "";

    @Label("Error Type")
    String errorType = "";

    @Label("Definition")
    String definition = "";

    final void set(Series series) {
      result = series.result();
      errorType = series.errorType();
      definition = series.definition();
    }
  }

  /** One request, from its arrival at Signet to Signet's answer. */
  @Name("dev.signet.Authentication")
  @Label("Authentication")
  private static final class Authentication extends Measured {
    @Label("Application")
    String application = "";
  }

  /** One fetch of an issuer's keys. */
  @Name("dev.signet.KeyFetch")
  @Label("Key Fetch")
  private static final class KeyFetch extends Measured {}

  static @Nullable Object beginAuthentication() {
    return begun(new Authentication());
  }

  static @Nullable Object beginKeyFetch() {
    return begun(new KeyFetch());
  }

  private static @Nullable Object begun(Event event) {
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  static void endAuthentication(Object begun, String application, Series series) {
    Authentication event = (Authentication) begun;
    event.application = application;
    end(event, series);
  }

  static void endKeyFetch(Object begun, Series series) {
    end((KeyFetch) begun, series);
  }

  private static void end(Measured event, Series series) {
    event.end();
    if (event.shouldCommit()) {
      event.set(series);
      event.commit();
    }
  }
}
