package dev.signet.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Makes the server ready, once, before Arquillian starts it; named before Arquillian's own. */
final class Installed implements BeforeAllCallback, ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String only = System.getProperty("only.server", "");
    return only.isEmpty() || only.equals(ServerUnderTest.id())
        ? ConditionEvaluationResult.enabled("this server is asked for")
        : ConditionEvaluationResult.disabled("only.server is " + only);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(Installed.class))
        .getOrComputeIfAbsent("installed", key -> install());
  }

  private static Object install() {
    try {
      System.setProperty("server.password", UUID.randomUUID().toString());
      Installation.ofServerUnderTest().install();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
