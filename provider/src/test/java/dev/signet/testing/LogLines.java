package dev.signet.testing;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged at a level and above. */
public final class LogLines implements Logger {
  private final List<String> lines = new ArrayList<>();
  private final Level least;

  public LogLines(Level least) {
    this.least = least;
  }

  public List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public String getName() {
    return "lines";
  }

  @Override
  public boolean isLoggable(Level level) {
    return level.getSeverity() >= least.getSeverity();
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    lines.add(level + " " + message);
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parameters) {
    lines.add(level + " " + format);
  }
}
