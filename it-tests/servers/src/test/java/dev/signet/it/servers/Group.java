package dev.signet.it.servers;

import java.util.Arrays;
import java.util.List;

/** What a row is about. */
enum Group {
  CALLER("the caller"),
  SESSION("the HTTP session of the user before"),
  SECURITY("Jakarta Security");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Whether it can be asked for: the module knows of no Jakarta Security. */
  boolean isOf(Variant variant) {
    return this != SECURITY || variant == Variant.MECHANISM;
  }

  /** In the order of the documentation. */
  List<Row> rows() {
    return Arrays.stream(Row.values()).filter(row -> row.group() == this).toList();
  }
}
