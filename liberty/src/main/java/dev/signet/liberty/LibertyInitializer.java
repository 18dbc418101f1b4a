package dev.signet.liberty;

import dev.signet.container.SignetInitializer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signet's initializer as a service: the web container calls it for each application. */
@Component(service = ServletContainerInitializer.class, immediate = true)
public final class LibertyInitializer implements ServletContainerInitializer {
  private final SignetInitializer signet;

  /**
   * For the component runtime.
   *
   * @param settings the settings of the server
   */
  @Activate
  public LibertyInitializer(@Reference LibertySettings settings) {
    this.signet = new SignetInitializer(settings);
    Messages.log(Level.INFO, "SIGNET0001I");
  }

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext application)
      throws ServletException {
    signet.onStartup(classes, application);
  }
}
