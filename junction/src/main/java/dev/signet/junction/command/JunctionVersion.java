package dev.signet.junction.command;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and what the junction is for. */
public final class JunctionVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = JunctionVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "signet-junction " + (version == null ? "(not packaged)" : version),
      "For demonstration and tests, never for production."
    };
  }
}
