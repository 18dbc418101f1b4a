package dev.signet.jetty;

import org.eclipse.jetty.ee10.webapp.WebAppContext;

/**
 * A web application of {@code ee10} with an {@link Ee10SecurityHandler}. As the default of an
 * environment it holds for every application, also for one that comes while the server runs: the
 * files of Jetty's folder {@code environments} do not (12.1.12).
 */
public final class Ee10WebAppContext extends WebAppContext {

  /** With the security handler, ready for the deployer. */
  public Ee10WebAppContext() {
    setSecurityHandler(new Ee10SecurityHandler());
  }
}
