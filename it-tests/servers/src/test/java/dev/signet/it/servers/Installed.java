package dev.signet.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Makes the server ready before Arquillian starts it, and again, with a restart, where a test needs
 * something else of it than the test before; named before Arquillian's own.
 */
final class Installed implements BeforeAllCallback, ExecutionCondition {
  private static final boolean HAS_JAVA =
      !ServerUnderTest.needsJava25() || Java25.find().isPresent();

  private static Optional<Needs> installed = Optional.empty();

  /** From the first time on; a failure to make it ready does not leave the next test without it. */
  private static boolean wasStarted;

  static {
    if (!HAS_JAVA) {
      System.out.println(
          ServerUnderTest.title()
              + " is left out: there is no Java 25 on this machine. The property java25.home and"
              + " the environment's JAVA25_HOME say where one is");
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return HAS_JAVA
        ? ConditionEvaluationResult.enabled("there is a Java for it")
        : ConditionEvaluationResult.disabled("there is no Java 25");
  }

  /** Prints at the end how long the column took. */
  private record Column() implements AutoCloseable {
    @Override
    public void close() {
      long seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
      System.out.println("column " + ServerUnderTest.id() + ": " + seconds + " s");
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(Installed.class))
        .getOrComputeIfAbsent(Column.class, key -> new Column());
    Needs wanted = Needs.of(context.getRequiredTestClass());
    if (!installed.equals(Optional.of(wanted))) {
      try {
        install(wanted);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What a test needs of the server. */
  private record Needs(boolean everyApplication, boolean otherLogins, boolean conscrypt) {
    static Needs of(Class<?> test) {
      return new Needs(
          test.isAnnotationPresent(EveryApplication.class)
              || test.isAnnotationPresent(SignedByConscrypt.class),
          test.isAnnotationPresent(BesideOtherLogins.class),
          test.isAnnotationPresent(SignedByConscrypt.class));
    }
  }

  private static void install(Needs wanted) throws IOException {
    wasStarted |= ServerProcess.isRunning();
    installed = Optional.empty();
    ServerProcess.stop();
    if (System.getProperty("server.password") == null) {
      System.setProperty("server.password", UUID.randomUUID().toString());
    }
    Installation installation = Installation.ofServerUnderTest();
    installation.install();
    if (wanted.everyApplication()) {
      installation.serveAll(Wars.artifact(Wars.SIGNET).toPath());
    }
    if (wanted.conscrypt()) {
      installation.verifySignaturesBy(Wars.artifact(Wars.CONSCRYPT).toPath());
      Path settings = installation.configuration().resolve("signet.json");
      String named = "{ \"signatureProvider\": \"org.conscrypt.OpenSSLProvider\",";
      Files.writeString(settings, Files.readString(settings).replaceFirst("\\{", named));
    }
    if (wanted.otherLogins()) {
      installation.letOthersLogIn();
    }
    if (wasStarted) {
      ServerProcess.start();
    }
    installed = Optional.of(wanted);
  }
}
