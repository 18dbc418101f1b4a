package dev.signet.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/**
 * How a command ends that cannot do its work: a mistake in the options with exit code 2, any other
 * failure with 1, either with one line on standard error and without a stack trace.
 */
public final class OneLineErrors {
  private OneLineErrors() {}

  /**
   * A command line that ends so.
   *
   * @param commandLine the command line
   * @param out its standard output
   * @param err its standard error
   * @return the same command line
   */
  public static CommandLine of(CommandLine commandLine, PrintWriter out, PrintWriter err) {
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler(
        (mistake, ignored) -> report(mistake.getCommandLine(), mistake));
    commandLine.setExecutionExceptionHandler(
        (failure, command, ignored) -> report(command, failure));
    return commandLine;
  }

  private static int report(CommandLine command, ParameterException mistake) {
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + mistake.getMessage() + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }

  /** Only our own messages are known to contain no secret. */
  private static int report(CommandLine command, Exception failure) {
    String text =
        failure instanceof CommandFailedException
            ? failure.getMessage()
            : "unexpected " + failure.getClass().getName() + "; please report how it came about";
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + text);
    return ExitCode.SOFTWARE;
  }
}
