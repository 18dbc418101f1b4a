package dev.signet.it.servers;

/** The way Signet comes into an application. */
enum Variant {
  MODULE("Jakarta Authentication: the module"),
  MECHANISM("Jakarta Security: the mechanism"),
  EVERY_APPLICATION("the jar in the server's own place, for every application");

  private final String title;

  Variant(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
