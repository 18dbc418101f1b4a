package dev.signet.it.propagation;

import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * A service for every caller with a name, which calls another one. Its executor hands on all that a
 * request has; Liberty's own executor hands on Liberty's own contexts alone.
 */
@ContextServiceDefinition(
    name = FrontApplication.CONTEXT,
    propagated = ContextServiceDefinition.ALL_REMAINING)
@ManagedExecutorDefinition(name = FrontApplication.EXECUTOR, context = FrontApplication.CONTEXT)
@ApplicationPath("/any/rest")
public class FrontApplication extends Application {
  static final String CONTEXT = "java:module/concurrent/context";
  static final String EXECUTOR = "java:module/concurrent/executor";

  /** For the server. */
  public FrontApplication() {}
}
