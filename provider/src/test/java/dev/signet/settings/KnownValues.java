package dev.signet.settings;

import java.util.Map;

/** Placeholders whose values a test chooses. */
final class KnownValues {
  private KnownValues() {}

  @SuppressWarnings("NullAway") // null is what both answer for a name that is not set
  static Placeholders of(Map<String, String> environment, Map<String, String> systemProperties) {
    return new Placeholders(environment::get, systemProperties::get);
  }
}
