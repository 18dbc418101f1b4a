package dev.signet.cli.migrate;

import dev.signet.cli.liberty.ServerFolder;
import dev.signet.cli.liberty.Variables;
import dev.signet.cli.migrate.Finding.Kind;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The key stores that definitions refer to, carried over when the first one does. A password is
 * never looked at further than whether it is there. In server.xml they stay what they are: the
 * server's own, of any type.
 */
final class KeyStores {
  private static final String DEFAULT = "defaultKeyStore";

  /** Where Liberty puts the password of a key store it makes itself. */
  private static final String DEFAULT_PASSWORD = "keystore_password";

  private static final String EXPORT =
      ": export the certificates and name them with publicKeyLocation";

  private static final String FOLLOWED = "key stores are looked at every five seconds here";
  private static final String WITHOUT_JAVAS =
      "Java's own certificates vouch for the key server too; here only those of the key store do."
          + " Where the key server's certificate comes from a public authority, take"
          + " jwkTrustStoreRef out";
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
  private final Target target;
  private final Map<String, Carried> carried = new LinkedHashMap<>();

  /** A key store, and what is to be said by each definition that needs it. */
  private record Carried(JsonObject json, Report report) {}

  KeyStores(ServerConfig config, Variables variables, ServerFolder folder, Target target) {
    this.config = config;
    this.target = target;
    this.variables = variables;
    this.folder = folder;
  }

  List<JsonObject> carried() {
    return carried.values().stream().map(Carried::json).toList();
  }

  /** The store an attribute names, for trustStoreRef and the like. */
  String named(Settings by, String attribute, String id) {
    Optional<Element> element = config.find("keyStore", id);
    if (element.isEmpty() && !id.equals(DEFAULT)) {
      throw by.refused(attribute, "refers to \"" + id + "\", which is no keyStore in the files");
    }
    if (target == Target.SERVER_XML) {
      return id;
    }
    Carried store = carried.get(id);
    if (store == null) {
      store = element.map(e -> store(by, attribute, e)).orElseGet(() -> unnamed(by));
      carried.put(id, store);
    }
    by.report().addAll(store.report());
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

  /**
   * The store that vouches for key servers, where the files say which. It is no barrier against
   * tokens, so a store that cannot be carried over takes no definition with it.
   */
  Optional<String> ofKeyServers(Settings by) {
    try {
      tellAboutTls(by);
      return storeOfKeyServers(by);
    } catch (CannotCarryException e) {
      by.toDo(
          e.finding().attribute(),
          e.finding().text().replace(EXPORT, "")
              + "; it vouches for the key server alone, so Java's own certificates do that here:"
              + " where they do not, export the certificates into a PKCS12 file and name it with"
              + " jwkTrustStoreRef");
      return Optional.empty();
    }
  }

  private Optional<String> storeOfKeyServers(Settings by) {
    Optional<String> named = ssl(by, "trustStoreRef");
    if (named.isEmpty() && config.find("keyStore", DEFAULT).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(trusted(by));
  }

  /** What an ssl element says besides its stores, where keys or answers come over TLS. */
  private void tellAboutTls(Settings by) {
    Optional<Element> element = sslElement(by);
    if (element.isEmpty()) {
      return;
    }
    Settings ssl = new Settings(element.get(), variables, by.report());
    Optional<String> defaults = ssl.raw("trustDefaultCerts").map(v -> variables.now(v).text());
    if (defaults.filter(v -> v.contains("${")).isPresent()) {
      ssl.toDo("trustDefaultCerts", "is not known here; where it is true: " + WITHOUT_JAVAS);
    } else if (defaults.filter("true"::equalsIgnoreCase).isPresent()) {
      ssl.stricter("trustDefaultCerts", "true there: " + WITHOUT_JAVAS);
    }
    Optional<String> names = ssl.raw("verifyHostname").map(v -> variables.now(v).text());
    if (names.filter(v -> !v.equalsIgnoreCase("true")).isPresent()) {
      ssl.stricter(
          "verifyHostname",
          "the name of the key server is always verified here: its certificate has to name the host"
              + " of the address");
    }
  }

  private Optional<String> ssl(Settings by, String attribute) {
    Optional<Settings> ssl = sslElement(by).map(e -> new Settings(e, variables, by.report()));
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
            .flatMap(e -> new Settings(e, variables, by.report()).word("sslRef").stream())
            .findFirst()
            .orElse("defaultSSLConfig");
    return config.find("ssl", serverWide);
  }

  private Carried store(Settings by, String attribute, Element element) {
    Report report = new Report();
    Settings settings = new Settings(element, variables, report);
    String id = element.id().orElse(DEFAULT);
    String type = settings.word("type").orElse("PKCS12").toUpperCase(Locale.ROOT);
    String location = settings.raw("location").orElse("");
    boolean file = settings.flag("fileBased", true) && !location.matches("[A-Za-z]{2,}:.*");
    if (!file || !type.matches("PKCS12|JKS")) {
      throw by.refused(
          attribute, "refers to \"" + id + "\", which is no PKCS12 or JKS file" + EXPORT);
    }
    String where = location.isEmpty() ? folder.defaultKeyStore() : location(settings, location);
    JsonObject json = json(id, where, password(settings, id));
    settings.tellTheRest(REASONS);
    return new Carried(json, report);
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
    String name = Variables.secretName(id, "PASSWORD");
    boolean encoded = written.filter(text -> text.startsWith("{")).isPresent();
    String clear = encoded ? ", decoded" : "";
    settings.toDo(
        "password", "is not copied: set the environment variable " + name + " to it" + clear);
    return name;
  }

  /** Liberty makes a default key store where the configuration does not name one. */
  private Carried unnamed(Settings by) {
    Report report = new Report();
    report.add(
        by.element()
            .finding(
                "trustStoreRef",
                Kind.TO_DO,
                "the files have no keyStore \"defaultKeyStore\", so it is the one Liberty made; its"
                    + " password is "
                    + DEFAULT_PASSWORD
                    + " in server.env"));
    return new Carried(json(DEFAULT, folder.defaultKeyStore(), DEFAULT_PASSWORD), report);
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
