package dev.signet.cli.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build has put into the jar. */
public final class SignetVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = SignetVersion.class.getPackage().getImplementationVersion();
    return new String[] {"signet " + Objects.requireNonNullElse(version, "(not packaged)")};
  }
}
