package dev.signet.cli.migrate;

/**
 * Where an element or attribute is.
 *
 * @param file the file, as messages name it
 * @param line counted from 1
 */
record XmlLocation(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
