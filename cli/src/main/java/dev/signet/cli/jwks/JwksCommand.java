package dev.signet.cli.jwks;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.Console;
import dev.signet.cli.command.SignetVersion;
import dev.signet.cli.command.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the JSON Web Key Set of a keystore's certificates. */
@Command(
    name = "jwks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = SignetVersion.class,
    description = {
      "Writes the public keys of a keystore's certificates as a JSON Web Key Set, for a web server"
          + " to publish. Standard error names each certificate left out, and the reason."
    })
public final class JwksCommand implements Callable<Integer> {

  @Mixin private final KeySetSource source = new KeySetSource();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The file to write; it is replaced in one step, so no reader ever finds half of it"
              + " (default: standard output).")
  private @Nullable Path output;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    KeySetPlan plan = source.plan(System.getenv());
    PublishedKeys keys = plan.readAt(Instant.now());
    keys.notes().forEach(new Console(spec.commandLine().getErr())::line);
    Console console = new Console(spec.commandLine().getOut());
    if (output == null) {
      console.line(keys.text());
    } else {
      requireOther(output, plan.keyStore().path());
      WholeFile.readable(output).write(keys.bytes());
      console.line("wrote " + output + ": " + keys.sizeInWords());
    }
    return ExitCode.OK;
  }

  /** The keystore is no file to replace, whatever its name there. */
  private static void requireOther(Path output, Path keystore) {
    try {
      if (Files.exists(output) && Files.isSameFile(output, keystore)) {
        throw new CommandFailedException(output, "is the keystore; it is not replaced");
      }
    } catch (IOException e) {
      throw new CommandFailedException(output, "cannot be read", e);
    }
  }
}
