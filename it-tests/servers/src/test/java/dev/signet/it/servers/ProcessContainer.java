package dev.signet.it.servers;

import java.io.IOException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/** Arquillian's view of the {@link ServerProcess}, whichever server it is. */
public final class ProcessContainer implements DeployableContainer<ProcessContainer.Nothing> {

  /** How Arquillian finds it. */
  public static final class Extension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
      builder.service(DeployableContainer.class, ProcessContainer.class);
    }
  }

  /** There is nothing to configure: the build says which server it is. */
  public static final class Nothing implements ContainerConfiguration {
    @Override
    public void validate() {}
  }

  @Override
  public Class<Nothing> getConfigurationClass() {
    return Nothing.class;
  }

  @Override
  public void start() throws LifecycleException {
    try {
      ServerProcess.start();
    } catch (IOException e) {
      throw new LifecycleException(ServerUnderTest.title(), e);
    }
  }

  @Override
  public void stop() {
    ServerProcess.stop();
  }

  /** Tests run outside the server. */
  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Local");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> application) throws DeploymentException {
    try {
      ServerProcess.deploy(application);
      return new ProtocolMetaData();
    } catch (IOException e) {
      throw new DeploymentException(application.getName(), e);
    }
  }

  @Override
  public void undeploy(Archive<?> application) throws DeploymentException {
    try {
      ServerProcess.undeploy(application.getName());
    } catch (IOException e) {
      throw new DeploymentException(application.getName(), e);
    }
  }
}
