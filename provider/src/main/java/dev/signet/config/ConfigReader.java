package dev.signet.config;

import dev.signet.crypto.GivenKeys;
import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.KeyStoreReader;
import dev.signet.crypto.SignatureProviders;
import dev.signet.json.JsonText;
import dev.signet.mapping.MappingTables;
import dev.signet.revocation.LoadedRevocations;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.FileState;
import dev.signet.settings.Placeholders;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.Table;
import dev.signet.settings.Texts;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.parsson.JsonProviderImpl;

/** Reads the text of a configuration, from the top: syntax, key stores, issuers, the rest. */
final class ConfigReader {
  private static final long DEFAULT_REMEMBERED_TOKENS = 50_000;
  private static final long MAX_REMEMBERED_TOKENS = 10_000_000;

  private final String source;
  private final Path baseDirectory;
  private final Placeholders placeholders = Placeholders.ofThisProcess();

  /** The fingerprint of each file before it was read, so that no change is missed. */
  private final Map<Path, String> files = new LinkedHashMap<>();

  private Mode mode = Mode.ENFORCE;
  private final Optional<GivenKeys> given;

  /** Reads the text of a file; locations in it are relative to its folder. */
  ConfigReader(Path file) {
    this.source = file.toString();
    this.baseDirectory = file.resolveSibling(".");
    this.given = Optional.empty();
    willRead(file);
  }

  /** Reads settings that are not in a file. */
  ConfigReader(String source, Path baseDirectory, Optional<GivenKeys> given) {
    this.source = source;
    this.baseDirectory = baseDirectory;
    this.given = given;
  }

  private void willRead(Path file) {
    files.putIfAbsent(file, FileState.fingerprint(file));
  }

  SignetConfig read(String text) throws ConfigException {
    return read(SettingsObject.root(parse(text), placeholders));
  }

  SignetConfig read(Map<String, Object> settings) throws ConfigException {
    JsonObject json = new JsonProviderImpl().createObjectBuilder(settings).build();
    return read(SettingsObject.root(json, placeholders));
  }

  SignetConfig read(SettingsObject root) throws ConfigException {
    root.text("$schema"); // for editors alone
    mode = root.choice("mode", Mode.class).orElse(Mode.ENFORCE);
    if (mode == Mode.REPORT) {
      root.warn("mode", "report: Signet only reports what it would do. Nothing is protected by it");
    }
    Map<String, KeyStoreConfig> keyStores = keyStores(root);
    List<IssuerConfig> issuers = issuers(root, keyStores);
    ServedApplications applications =
        new ServedApplications(
            contextRoots(root, "applications"), contextRoots(root, "excludedApplications"));
    TrustedProxies proxies = TrustedProxies.read(root);
    long remembered =
        root.number("maxRememberedTokens", DEFAULT_REMEMBERED_TOKENS, 0, MAX_REMEMBERED_TOKENS);
    SignatureProviders signatureProviders = SignatureProviders.read(root);
    Optional<CacheSettings> cache = CacheSettings.read(root, baseDirectory);
    Disclosure disclosure = Disclosure.read(root, baseDirectory);
    Optional<LoadedRevocations> revocations =
        new RevocationReader(baseDirectory).read(root, issuers);
    root.refuseUnknownNames();
    if (!root.problems().isEmpty()) {
      throw new ConfigException(source, root.problems(), new FileState(files)).in(mode);
    }
    return new SignetConfig(
        source,
        new FileState(files),
        mode,
        issuers,
        applications,
        proxies,
        cache,
        revocations.orElseThrow(),
        signatureProviders,
        remembered,
        disclosure,
        root.warnings());
  }

  private JsonObject parse(String text) throws ConfigException {
    try {
      return JsonText.object(text);
    } catch (IllegalArgumentException e) {
      ConfigProblem mistake = new ConfigProblem("", String.valueOf(e.getMessage()));
      throw new ConfigException(source, List.of(mistake), new FileState(files));
    }
  }

  private Map<String, KeyStoreConfig> keyStores(SettingsObject root) {
    Map<String, KeyStoreConfig> keyStores = new LinkedHashMap<>();
    root.objects("keyStores").forEach(settings -> readKeyStore(settings, keyStores));
    return keyStores;
  }

  private void readKeyStore(SettingsObject settings, Map<String, KeyStoreConfig> keyStores) {
    String id = settings.requiredText("id", "the name by which issuers refer to the key store");
    new KeyStoreReader(settings, baseDirectory)
        .read(id)
        .map(keyStore -> keyStores.put(id, keyStore))
        .ifPresent(twin -> settings.problem("id", "is also the id of another key store"));
    settings.refuseUnknownNames();
  }

  private List<IssuerConfig> issuers(SettingsObject root, Map<String, KeyStoreConfig> keyStores) {
    MappingTables tables = new MappingTables(baseDirectory, this::willRead);
    List<SettingsObject> all =
        root.objects("issuers").stream()
            .flatMap(settings -> definitions(settings).stream())
            .toList();
    List<IssuerConfig> issuers = new ArrayList<>(all.size());
    Map<String, List<IssuerConfig>> byIdentifier = new HashMap<>();
    Set<String> ids = new HashSet<>();
    BackchannelLogoutReader logouts = new BackchannelLogoutReader();
    for (SettingsObject settings : all) {
      IssuerReader reader = new IssuerReader(settings, keyStores, baseDirectory, tables, given);
      Optional<IssuerConfig> issuer = reader.read();
      if (issuer.isPresent()) {
        List<IssuerConfig> twins =
            byIdentifier.computeIfAbsent(issuer.get().issuerIdentifier(), i -> new ArrayList<>());
        refuseUnreachable(settings, twins, issuer.get());
        logouts.check(settings, twins, issuer.get());
        if (!ids.add(issuer.get().id())) {
          settings.problem("id", "is also the id of another definition");
        }
        twins.add(issuer.get());
        issuers.add(issuer.get());
      }
    }
    issuers.removeIf(issuer -> issuer.inboundPropagation() == Propagation.NONE);
    if (issuers.isEmpty() && root.problems().isEmpty()) {
      root.problem("issuers", "has no issuer whose tokens are accepted");
    }
    return issuers;
  }

  /** One definition, or one for each row of its table. */
  private List<SettingsObject> definitions(SettingsObject settings) {
    if (!settings.has("table")) {
      return List.of(settings);
    }
    List<Table.Row> rows = settings.read("table", this::table).map(Table::rows).orElse(List.of());
    return rows.stream().map(settings::forRow).toList();
  }

  private Table table(String location) {
    Path file = Texts.path(baseDirectory, location);
    willRead(file);
    return Table.read(file);
  }

  /** Of several definitions of one issuer, the first that matches a request is used. */
  private static void refuseUnreachable(
      SettingsObject settings, List<IssuerConfig> before, IssuerConfig issuer) {
    for (IssuerConfig other : before) {
      if (other.tokenSource().takesAllOf(issuer.tokenSource())) {
        settings.problem(
            "issuerIdentifier",
            "is also the issuer of an earlier definition, which takes all requests of this"
                + " one: distinguish them by authFilter");
        return;
      }
    }
  }

  private static Set<String> contextRoots(SettingsObject root, String name) {
    List<String> entries = root.texts(name);
    for (String entry : entries) {
      if (!entry.matches("(\\S+ )?/\\S*")) {
        root.problem(name, "\"" + entry + "\" is not a context root such as \"/app\" or \"/\"");
      }
    }
    return Set.copyOf(entries);
  }
}
