package dev.signet.cli.xml;

/**
 * Where an element or attribute is.
 *
 * @param file the file, as messages name it
 * @param line counted from 1
 */
public record XmlLocation(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
