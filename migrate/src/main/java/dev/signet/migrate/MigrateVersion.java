package dev.signet.migrate;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class MigrateVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Migrate.class.getPackage().getImplementationVersion();
    return new String[] {"signet-migrate " + (version == null ? "(not packaged)" : version)};
  }
}
