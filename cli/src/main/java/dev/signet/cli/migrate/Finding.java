package dev.signet.cli.migrate;

import dev.signet.cli.xml.XmlLocation;

/**
 * One line of the report.
 *
 * @param place where the element or attribute stands
 * @param element which element it is about, such as {@code openidConnectClient "RS"}
 * @param attribute the attribute or nested element; empty for the element as a whole
 * @param kind what became of it
 * @param text why, and what to do; never the value of a password
 */
record Finding(XmlLocation place, String element, String attribute, Kind kind, String text) {

  /** What became of something. */
  enum Kind {
    /** The whole definition is not in the file that is written. */
    LEFT_OUT("left out"),
    /** The setting has no counterpart, or needs none. */
    NOT_CARRIED("not carried"),
    /** What was accepted there may be refused here. */
    STRICTER("stricter"),
    /** What was refused there may be accepted here. */
    LOOSER("looser"),
    /** Somebody has to do something, or should look at it. */
    TO_DO("to do");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Findings that differ in the element alone are one line of the report. */
  record Sentence(String elementName, String attribute, Kind kind, String text) {}

  Sentence sentence() {
    return new Sentence(element.replaceFirst(" .*", ""), attribute, kind, text);
  }

  /** The same, said of the definition that it is a part of. */
  Finding of(Element definition) {
    String label = definition.label();
    String part = attribute.isEmpty() ? element : element + ": " + attribute;
    return label.equals(element) ? this : new Finding(place, label, part, kind, text);
  }

  /** The same, said of several elements in several places. */
  String line(String places, String elements) {
    String subject = attribute.isEmpty() ? elements : elements + ": " + attribute;
    return places + ": " + subject + ": " + kind + ": " + text;
  }

  @Override
  public String toString() {
    return line(place.toString(), element);
  }
}
