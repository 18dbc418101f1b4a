package dev.signet.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build has put into the jar. */
final class SignetVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = SignetVersion.class.getPackage().getImplementationVersion();
    return new String[] {"signet " + Objects.requireNonNullElse(version, "(not packaged)")};
  }
}
