package dev.signet.it.servers;

import java.util.Arrays;
import java.util.List;

/** What a row is about. */
enum Group {
  CALLER("the caller"),
  SESSION("the HTTP session of the user before"),
  SECURITY("Jakarta Security"),
  APPLICATIONS("several applications");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * Whether it is asked for: the module knows of no Jakarta Security, and a session is the same
   * wherever the jar lies.
   */
  boolean isOf(Variant variant) {
    return switch (this) {
      case CALLER -> true;
      case SESSION -> variant != Variant.EVERY_APPLICATION;
      case SECURITY -> variant == Variant.MECHANISM;
      case APPLICATIONS -> variant == Variant.EVERY_APPLICATION;
    };
  }

  /** In the order of the documentation. */
  List<Row> rows() {
    return Arrays.stream(Row.values()).filter(row -> row.group() == this).toList();
  }
}
