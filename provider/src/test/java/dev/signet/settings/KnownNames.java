package dev.signet.settings;

import java.util.Set;

/** What a reader of settings has asked for, for tests of the documentation. */
public final class KnownNames {
  private KnownNames() {}

  public static Set<String> of(SettingsObject settings) {
    return settings.knownNames();
  }
}
