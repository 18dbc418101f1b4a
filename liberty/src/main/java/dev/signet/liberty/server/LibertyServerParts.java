package dev.signet.liberty.server;

import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.OutboundTrust;
import dev.signet.crypto.ServerParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The elements {@code <keyStore>} and {@code <ssl>} of {@code server.xml}, as they are at the
 * moment. A key store is opened by Signet, since Liberty's own service for key stores is not for
 * extensions. The settings of TLS are those that Liberty gives to everyone.
 */
public final class LibertyServerParts implements ServerParts {
  private static final String KEY_STORE = "com.ibm.ws.ssl.keystore";
  private static final String SSL = "com.ibm.ws.ssl.repertoire";
  private static final String SSL_DEFAULT = "com.ibm.ws.ssl.default";
  private static final String DEFAULT_SSL = "defaultSSLConfig";

  private final ConfigurationAdmin elements;
  private final Path configuration;
  private final Path output;

  /**
   * The parts of this server.
   *
   * @param elements Liberty's configuration
   */
  public LibertyServerParts(ConfigurationAdmin elements) {
    this(elements, System.getProperty("server.config.dir", "."));
  }

  private LibertyServerParts(ConfigurationAdmin elements, String folder) {
    this(elements, Path.of(folder), Path.of(System.getProperty("server.output.dir", folder)));
  }

  /** With folders of its own. */
  LibertyServerParts(ConfigurationAdmin elements, Path configuration, Path output) {
    this.elements = elements;
    this.configuration = configuration;
    this.output = output;
  }

  /**
   * What stands for all these elements. The content of key stores is no part of it: whoever uses
   * one looks for itself.
   *
   * @return equal while no element has changed; without passwords
   */
  public Object state() {
    Map<String, Object> state = new TreeMap<>();
    for (String kind : List.of(KEY_STORE, SSL, SSL_DEFAULT)) {
      for (Dictionary<String, Object> element : all(kind)) {
        Map<String, Object> attributes = new TreeMap<>();
        Collections.list(element.keys())
            .forEach(n -> attributes.put(n, comparable(element.get(n))));
        state.put(String.valueOf(element.get("service.pid")), attributes);
      }
    }
    return state;
  }

  private static Object comparable(Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Object[] several) {
      return List.of(several);
    }
    return value instanceof Collection<?> several
        ? List.copyOf(several)
        : Passwords.text(value).hashCode();
  }

  @Override
  public Optional<KeyStoreConfig> keyStore(String id) {
    return element(KEY_STORE, id).map(element -> described(element).described());
  }

  @Override
  public Optional<OutboundTrust> tls(String id) {
    return element(SSL, id).map(e -> new LibertyTls(Optional.of(String.valueOf(e.get("id")))));
  }

  @Override
  public Optional<OutboundTrust> tls() {
    return hasDefault() ? Optional.of(new LibertyTls(Optional.empty())) : Optional.empty();
  }

  /** Liberty tells one that nobody has set up from a broken one in no other way. */
  private boolean hasDefault() {
    String id =
        all(SSL_DEFAULT).stream()
            .flatMap(e -> Stream.of("outboundSSLRef", "sslRef").map(name -> e.get(name)))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .findFirst()
            .orElse(DEFAULT_SSL);
    Optional<Dictionary<String, Object>> ssl = element(SSL, id);
    return ssl.isEmpty()
        ? !id.equals(DEFAULT_SSL)
        : element(KEY_STORE, String.valueOf(ssl.get().get("keyStoreRef")))
            .filter(store -> !described(store).isSetUp())
            .isEmpty();
  }

  private KeyStoreElement described(Dictionary<String, Object> element) {
    return new KeyStoreElement(element, configuration, output);
  }

  /** By its id, or by its PID, as a reference to it arrives. */
  private Optional<Dictionary<String, Object>> element(String kind, String id) {
    return all(kind).stream()
        .filter(e -> id.equals(e.get("id")) || id.equals(e.get("service.pid")))
        .findFirst();
  }

  private List<Dictionary<String, Object>> all(String kind) {
    try {
      Configuration[] found =
          elements.listConfigurations(
              "(|(service.factoryPid=" + kind + ")(service.pid=" + kind + "))");
      return found == null
          ? List.of()
          : Arrays.stream(found).map(Configuration::getProperties).toList();
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("the elements of server.xml cannot be read", e);
    }
  }
}
