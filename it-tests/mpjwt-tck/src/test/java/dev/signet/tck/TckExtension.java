package dev.signet.tck;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Registers with Arquillian what changes the applications. */
public final class TckExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    var unused = builder.service(ApplicationArchiveProcessor.class, SignetWars.class);
  }
}
