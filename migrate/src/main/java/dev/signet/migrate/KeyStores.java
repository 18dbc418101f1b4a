package dev.signet.migrate;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The key stores that definitions refer to, carried over when the first one does. A password is
 * never looked at further than whether it is there.
 */
final class KeyStores {
  private static final String DEFAULT = "defaultKeyStore";

  /** Where Liberty puts the password of a key store it makes itself. */
  private static final String DEFAULT_PASSWORD = "keystore_password";

  private static final String FOLLOWED = "key stores are looked at every five seconds here";
  private static final Map<String, String> REASONS =
      Map.of(
          "pollingRate",
          FOLLOWED,
          "updateTrigger",
          FOLLOWED,
          "readOnly",
          "Signet never writes to a key store",
          "keyEntry",
          "a private key's password must be that of its store");

  private final ServerConfig config;
  private final Variables variables;
  private final ServerFolder folder;
  private final Report report;
  private final Map<String, JsonObject> carried = new LinkedHashMap<>();

  KeyStores(ServerConfig config, Variables variables, ServerFolder folder, Report report) {
    this.config = config;
    this.variables = variables;
    this.folder = folder;
    this.report = report;
  }

  List<JsonObject> carried() {
    return List.copyOf(carried.values());
  }

  /** The store an attribute names, for trustStoreRef and the like. */
  String named(Settings by, String attribute, String id) {
    Optional<Element> element = config.find("keyStore", id);
    if (element.isEmpty() && !id.equals(DEFAULT)) {
      throw by.refused(attribute, "refers to \"" + id + "\", which is no keyStore in the files");
    }
    if (!carried.containsKey(id)) {
      carried.put(id, element.map(e -> store(by, attribute, e)).orElseGet(() -> unnamed(by)));
    }
    return id;
  }

  /** The store whose certificates are trusted where an element names none itself. */
  String trusted(Settings by) {
    return named(by, "sslRef", ssl(by, "trustStoreRef").orElse(DEFAULT));
  }

  /** The store with private keys. */
  String own(Settings by) {
    return named(by, "sslRef", ssl(by, "keyStoreRef").orElse(DEFAULT));
  }

  /** The store that vouches for key servers, where the files say which. */
  Optional<String> ofKeyServers(Settings by) {
    Optional<String> named = ssl(by, "trustStoreRef");
    if (named.isEmpty() && config.find("keyStore", DEFAULT).isEmpty()) {
      return Optional.empty();
    }
    if (sslElement(by)
        .flatMap(ssl -> Optional.ofNullable(ssl.attributes().get("trustDefaultCerts")))
        .filter(certificates -> certificates.value().equalsIgnoreCase("true"))
        .isPresent()) {
      by.stricter(
          "sslRef",
          "trustDefaultCerts adds Java's own certificates there; here only those of the key store"
              + " vouch for the key server");
    }
    return Optional.of(trusted(by));
  }

  private Optional<String> ssl(Settings by, String attribute) {
    Optional<Settings> ssl = sslElement(by).map(e -> new Settings(e, variables, report));
    return ssl.flatMap(s -> s.word(attribute).or(() -> s.word("keyStoreRef")));
  }

  /** The one that is named, else the server's. */
  private Optional<Element> sslElement(Settings by) {
    Optional<String> named = by.word("sslRef");
    if (named.isPresent()) {
      return Optional.of(
          config
              .find("ssl", named.get())
              .orElseThrow(() -> by.refused("sslRef", "is the id of no ssl in the files")));
    }
    String serverWide =
        config.all("sslDefault").stream()
            .flatMap(e -> new Settings(e, variables, report).word("sslRef").stream())
            .findFirst()
            .orElse("defaultSSLConfig");
    return config.find("ssl", serverWide);
  }

  private JsonObject store(Settings by, String attribute, Element element) {
    Settings settings = new Settings(element, variables, report);
    String id = element.id().orElse(DEFAULT);
    String type = settings.word("type").orElse("PKCS12").toUpperCase(Locale.ROOT);
    String location = settings.raw("location").orElse("");
    boolean file = settings.flag("fileBased", true) && !location.matches("[A-Za-z]{2,}:.*");
    if (!file || !type.matches("PKCS12|JKS")) {
      throw by.refused(
          attribute,
          "refers to \""
              + id
              + "\", which is no PKCS12 or JKS file: export the certificates and name them with"
              + " publicKeyLocation");
    }
    String where = location.isEmpty() ? folder.defaultKeyStore() : location(settings, location);
    JsonObject json = json(id, where, password(settings, id));
    settings.tellTheRest(REASONS);
    return json;
  }

  private String location(Settings settings, String location) {
    Optional<String> below = ServerFolder.relative(location);
    if (below.isPresent()) {
      return variables.resolve(below.get()).text();
    }
    return folder.keyStore(settings.text("location").orElse(location));
  }

  private static String password(Settings settings, String id) {
    Optional<String> written = settings.raw("password");
    Optional<String> known = written.flatMap(Variables::environmentVariable);
    if (known.isPresent()) {
      return known.get();
    }
    if (written.isEmpty() && id.equals(DEFAULT)) {
      settings.toDo("password", "is the one Liberty made: " + DEFAULT_PASSWORD + " in server.env");
      return DEFAULT_PASSWORD;
    }
    String name = variable(id);
    boolean encoded = written.filter(text -> text.startsWith("{")).isPresent();
    String clear = encoded ? ", decoded" : "";
    settings.toDo(
        "password", "is not copied: set the environment variable " + name + " to it" + clear);
    return name;
  }

  /** {@code defaultKeyStore} becomes {@code DEFAULT_KEY_STORE_PASSWORD}. */
  private static String variable(String id) {
    String words = id.replaceAll("([a-z0-9])([A-Z])", "$1_$2") + "_PASSWORD";
    String name = Variables.environmentName(words);
    return Character.isDigit(name.charAt(0)) ? "KEY_STORE_" + name : name;
  }

  /** Liberty makes a default key store where the configuration does not name one. */
  private JsonObject unnamed(Settings by) {
    by.toDo(
        "trustStoreRef",
        "the files have no keyStore \"defaultKeyStore\", so it is the one Liberty made; its password"
            + " is "
            + DEFAULT_PASSWORD
            + " in server.env");
    return json(DEFAULT, folder.defaultKeyStore(), DEFAULT_PASSWORD);
  }

  private static JsonObject json(String id, String location, String variable) {
    return Json.BUILDERS
        .createObjectBuilder()
        .add("id", id)
        .add("location", location)
        .add("password", "${env." + variable + "}")
        .build();
  }
}
