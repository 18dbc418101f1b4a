package dev.signet.jetty;

import org.eclipse.jetty.ee11.webapp.WebAppContext;

/**
 * A web application of {@code ee11} with an {@link Ee11SecurityHandler}. As the default of an
 * environment it holds for every application, also for one that comes while the server runs: the
 * files of Jetty's folder {@code environments} do not (12.1.12).
 */
public final class Ee11WebAppContext extends WebAppContext {

  /** With the security handler, ready for the deployer. */
  public Ee11WebAppContext() {
    setSecurityHandler(new Ee11SecurityHandler());
  }
}
