package dev.signet.cli.xml;

import java.io.IOException;

/** A document cannot be used. The message names the place and holds nothing of the document. */
public final class XmlMistakeException extends IOException {
  private static final long serialVersionUID = 1L;

  XmlMistakeException(XmlLocation place, String whatIsWrong) {
    super(place + ": " + whatIsWrong);
  }

  /** Without the cause: the parser's own message may quote the document, and so a password. */
  XmlMistakeException(String source, int line) {
    this(new XmlLocation(source, Math.max(1, line)), "is no well-formed XML");
  }
}
