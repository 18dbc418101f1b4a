package dev.signet.liberty;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.container.ConfigSource;
import dev.signet.liberty.applications.ApplicationNotices;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The elements {@code <signet_…>} of {@code server.xml} as they are now. */
@Component(service = {LibertySettings.class, ConfigurationListener.class})
public final class LibertySettings implements ConfigSource.OfServer, ConfigurationListener {
  private final ConfigurationAdmin elements;
  private final ApplicationNotices notices;
  private final AtomicLong changes = new AtomicLong();

  /**
   * For the component runtime.
   *
   * @param elements Liberty's configuration
   * @param notices what is said of applications that start
   */
  @Activate
  public LibertySettings(
      @Reference ConfigurationAdmin elements, @Reference ApplicationNotices notices) {
    this.elements = elements;
    this.notices = notices;
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    changes.incrementAndGet();
  }

  @Override
  public boolean isSet() {
    return !elements().isEmpty();
  }

  @Override
  public ConfigSource source(ServletContext application, ConfigSource files) {
    return new ConfigSource() {
      @Override
      public Object state() {
        return changes.get();
      }

      @Override
      public SignetConfig load() throws ConfigException {
        List<Dictionary<String, Object>> now = elements();
        return now.isEmpty() ? files.load() : read(now);
      }
    };
  }

  @Override
  public void starts(ServletContext application, SignetConfig config) {
    notices.look(application, config);
  }

  private static SignetConfig read(List<Dictionary<String, Object>> elements)
      throws ConfigException {
    Map<String, Object> document = ElementsDocument.of(elements);
    Path folder = Path.of(System.getProperty("server.config.dir", "."));
    return SignetConfig.of(document, "server.xml", folder, parts);
  }

  private List<Dictionary<String, Object>> elements() {
    try {
      Configuration[] found =
          elements.listConfigurations(
              "(|(service.factoryPid=" + ElementsDocument.ISSUER + ")(service.pid=signet))");
      return found == null
          ? List.of()
          : new ArrayList<>(Arrays.stream(found).map(Configuration::getProperties).toList());
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("the elements of Signet cannot be read", e);
    }
  }
}
