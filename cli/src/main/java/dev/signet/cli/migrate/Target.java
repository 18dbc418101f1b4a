package dev.signet.cli.migrate;

/** What is written: which of the two ways an administrator configures Signet on Liberty. */
enum Target {
  /** A file of its own, which Signet reads from a library with a bell. */
  SIGNET_JSON("signet.json"),
  /** The elements of the feature, in the server's own file. */
  SERVER_XML("server.xml");

  private final String file;

  Target(String file) {
    this.file = file;
  }

  /** How the option and the report name it. */
  @Override
  public String toString() {
    return file;
  }
}
