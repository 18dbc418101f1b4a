package dev.signet.concurrent;

import dev.signet.RequestToken;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextRestorer;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.util.Map;

/**
 * Gives the tasks of a managed executor the token of the request that submits them (Jakarta
 * Concurrency 3.0 section 3.3.5). What waits for its turn has no text of a token after the end of
 * the request. A server finds the class by its name in {@code META-INF/services}; one without
 * Jakarta Concurrency does not load it.
 */
public final class RequestTokenContext implements ThreadContextProvider {
  /** By which a {@code ContextServiceDefinition} names this context. */
  public static final String TYPE = "SignetRequestToken";

  /** For the server. */
  public RequestTokenContext() {}

  @Override
  public ThreadContextSnapshot currentContext(Map<String, String> properties) {
    return RequestToken.running()
        .<ThreadContextSnapshot>map(token -> () -> token.enter()::run)
        .orElse(RequestTokenContext::without);
  }

  @Override
  public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
    return RequestTokenContext::without;
  }

  private static ThreadContextRestorer without() {
    return RequestToken.leave()::run;
  }

  @Override
  public String getThreadContextType() {
    return TYPE;
  }
}
