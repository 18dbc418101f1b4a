package dev.signet.log;

import java.lang.System.Logger;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the log. A message for administrators begins with an id, {@code SIGNET}, four
 * digits and the first letter of its level, which is never used again for another message. Its text
 * in English is where it is logged. A translation is a file {@code Messages_de.properties} beside
 * this class, with ids and patterns; what it does not have is in English.
 */
public final class Messages extends ResourceBundle {
  private static final Pattern WITH_ID = Pattern.compile("(SIGNET\\d{4}[IWE]): .*", Pattern.DOTALL);

  private final Optional<ResourceBundle> translations;

  private Messages(Optional<ResourceBundle> translations) {
    this.translations = translations;
  }

  /**
   * A logger whose messages are in the language of this Java runtime, where there is a translation.
   *
   * @param type the class that logs
   * @return a logger of its name
   */
  public static Logger logger(Class<?> type) {
    return logger(type.getName());
  }

  /**
   * The same by a name.
   *
   * @param name the name of the logger
   * @return the logger
   */
  public static Logger logger(String name) {
    return System.getLogger(name, in(Locale.getDefault()));
  }

  /** The messages in a language. */
  static Messages in(Locale locale) {
    try {
      return new Messages(
          Optional.of(
              getBundle(
                  Messages.class.getName(),
                  locale,
                  Messages.class.getClassLoader(),
                  Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))));
    } catch (MissingResourceException e) {
      return new Messages(Optional.empty());
    }
  }

  @Override
  protected @Nullable Object handleGetObject(String message) {
    Matcher id = WITH_ID.matcher(message);
    return translations
        .filter(known -> id.matches() && known.containsKey(id.group(1)))
        .map(known -> id.group(1) + ": " + known.getString(id.group(1)))
        .orElse(message);
  }

  /** None: every text is its own key. */
  @Override
  public Enumeration<String> getKeys() {
    return Collections.emptyEnumeration();
  }
}
