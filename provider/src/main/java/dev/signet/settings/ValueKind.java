package dev.signet.settings;

import java.util.List;

/**
 * What a setting may hold, as its reader asks for it.
 *
 * @param type the type of its value
 * @param words the only texts that are allowed; empty where any text is
 * @param lowest the least number
 * @param highest the greatest number
 */
record ValueKind(ValueType type, List<String> words, long lowest, long highest) {

  /** The types of values. */
  enum ValueType {
    TEXT,
    /** One text, or an array of texts. */
    TEXTS,
    FLAG,
    NUMBER,
    /** A number of seconds, or a text. */
    DURATION,
    OBJECT,
    /** One object, or an array of objects. */
    OBJECTS,
    /** An object with names of the administrator's choice. */
    TABLE
  }

  /** A listener to what readers ask for. */
  interface Asked {
    /** Nobody listens. */
    Asked BY_NOBODY = (path, name, kind) -> {};

    /**
     * A reader asks for a setting; it may do so more than once, first as what it is.
     *
     * @param path of the object, empty for the file as a whole
     * @param name of the setting
     * @param kind as what it is asked for
     */
    void isAsked(String path, String name, ValueKind kind);
  }

  /** Copies the words. */
  ValueKind {
    words = List.copyOf(words);
  }

  static ValueKind of(ValueType type) {
    return new ValueKind(type, List.of(), 0, 0);
  }

  static ValueKind oneOf(ValueType type, List<String> words) {
    return new ValueKind(type, words, 0, 0);
  }

  static ValueKind number(long lowest, long highest) {
    return new ValueKind(ValueType.NUMBER, List.of(), lowest, highest);
  }
}
