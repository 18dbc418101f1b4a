package dev.signet.liberty;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.container.ConfigLocation;
import dev.signet.container.ConfigSource;
import dev.signet.liberty.applications.ApplicationNotices;
import dev.signet.liberty.server.LibertyServerParts;
import dev.signet.log.Messages;
import dev.signet.settings.GivenDocument;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The elements {@code <signet>} and {@code <signet_issuer>} of {@code server.xml}, as they are at
 * the moment. Liberty's configuration has them before an application starts.
 */
@Component(service = LibertySettings.class)
public final class LibertySettings implements ConfigSource.OfServer {
  private static final Logger LOG = Messages.logger(LibertySettings.class);

  private static final String SIGNET = "(service.pid=signet)";
  private static final String FILTERS =
      "(service.factoryPid=com.ibm.ws.security.authentication.filter)";
  private static final String ISSUERS = "(service.factoryPid=dev.signet.issuer)";

  private final ConfigurationAdmin elements;
  private final ApplicationNotices notices;
  private final LibertyServerParts parts;
  private final Path folder = Path.of(System.getProperty("server.config.dir", "."));

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
    this.parts = new LibertyServerParts(elements);
  }

  @Override
  public boolean isSet() {
    return !find(SIGNET).isEmpty() || !find(ISSUERS).isEmpty();
  }

  @Override
  public ConfigSource source(ServletContext application, ConfigSource files) {
    if (isSet()) {
      tellOfOtherFiles(application);
    }
    return new OfApplication(files);
  }

  /** The settings as one application has read them. */
  private final class OfApplication implements ConfigSource {
    private final ConfigSource files;

    // below: guarded by this
    private Object read = "";
    private Object seen = "";

    OfApplication(ConfigSource files) {
      this.files = files;
    }

    @Override
    public synchronized boolean hasChanged() {
      Object now = state(document());
      boolean isStable = now.equals(seen);
      seen = now;
      return isStable && !now.equals(read);
    }

    @Override
    public synchronized SignetConfig load() throws ConfigException {
      GivenDocument now = document();
      read = state(now);
      return isSet() ? SignetConfig.of(now, parts) : files.load();
    }

    private Object state(GivenDocument document) {
      return List.of(document.settings(), document.file(), document.problems(), parts.state());
    }
  }

  @Override
  public void starts(ServletContext application, SignetConfig config) {
    notices.look(application, config);
  }

  private void tellOfOtherFiles(ServletContext application) {
    Optional<Path> named = document().file();
    ConfigLocation.places(application).stream()
        .map(Path::normalize)
        .filter(file -> Files.exists(file) && !named.equals(Optional.of(file)))
        .forEach(
            file ->
                LOG.log(
                    Level.WARNING,
                    "SIGNET0002W: The file {0} does not count, since server.xml has the settings of"
                        + " Signet. Name it in <signet configFile=\"{0}\"/>, or take it away.",
                    file));
  }

  private GivenDocument document() {
    return ElementsDocument.of(
        find(SIGNET).stream().findFirst(), find(ISSUERS), this::filter, folder);
  }

  private Optional<Dictionary<String, Object>> filter(String id) {
    return find(FILTERS).stream().filter(it -> id.equals(it.get("id"))).findFirst();
  }

  private List<Dictionary<String, Object>> find(String filter) {
    try {
      Configuration[] found = elements.listConfigurations(filter);
      return found == null
          ? List.of()
          : Arrays.stream(found).map(Configuration::getProperties).toList();
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("the elements of Signet cannot be read", e);
    }
  }
}
