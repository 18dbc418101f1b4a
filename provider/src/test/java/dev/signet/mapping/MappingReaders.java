package dev.signet.mapping;

import dev.signet.settings.SettingsObject;

/** Reads one mapping alone, for tests of the names that it knows. */
public final class MappingReaders {
  private MappingReaders() {}

  public static void identityMapping(SettingsObject settings, MappingTables tables) {
    var unused = new IdentityMappingReader(tables).mapping(settings);
  }

  public static void groupMapping(SettingsObject settings, MappingTables tables) {
    var unused = new GroupMappingReader(tables).mapping(settings);
  }
}
