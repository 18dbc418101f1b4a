package dev.signet.junction;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and what the junction is for. */
final class JunctionVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Junction.class.getPackage().getImplementationVersion();
    return new String[] {
      "signet-junction " + (version == null ? "(not packaged)" : version),
      "For demonstration and tests, never for production."
    };
  }
}
