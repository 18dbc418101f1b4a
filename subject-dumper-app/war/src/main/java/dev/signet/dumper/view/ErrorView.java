package dev.signet.dumper.view;

import org.jspecify.annotations.Nullable;

/** An error answer: its status, and who got it. */
public record ErrorView(int status, String reason, @Nullable String name) implements View {

  /** Adds the status' usual words. */
  public static ErrorView of(int status, @Nullable String name) {
    return new ErrorView(status, reason(status), name);
  }

  private static String reason(int status) {
    return switch (status) {
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 500 -> "Server error";
      default -> "Error";
    };
  }
}
