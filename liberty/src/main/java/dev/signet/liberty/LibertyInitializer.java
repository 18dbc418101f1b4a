package dev.signet.liberty;

import dev.signet.container.SignetInitializer;
import dev.signet.log.Messages;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signet's initializer as a service: the web container calls it for each application. */
@Component(service = ServletContainerInitializer.class, immediate = true)
public final class LibertyInitializer implements ServletContainerInitializer {
  private static final Logger LOG = Messages.logger(LibertyInitializer.class);

  private final SignetInitializer signet;

  /**
   * For the component runtime.
   *
   * @param settings the settings of the server
   */
  @Activate
  public LibertyInitializer(@Reference LibertySettings settings) {
    this.signet = new SignetInitializer(settings);
    LOG.log(
        Level.INFO,
        "SIGNET0001I: The feature signet-1.0 is ready. Applications that start from now on are"
            + " served.");
  }

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext application)
      throws ServletException {
    signet.onStartup(classes, application);
  }
}
