package dev.signet.config;

import dev.signet.crypto.GivenKeys;
import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.KeyStoreReader;
import dev.signet.crypto.ServerParts;
import dev.signet.crypto.SignatureProviders;
import dev.signet.json.JsonText;
import dev.signet.mapping.MappingTables;
import dev.signet.revocation.LoadedRevocations;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.FileState;
import dev.signet.settings.GivenDocument;
import dev.signet.settings.Placeholders;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.Table;
import dev.signet.settings.TextFile;
import dev.signet.settings.Texts;
import dev.signet.settings.Unreadable;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.parsson.JsonProviderImpl;

/** Reads the text of a configuration, from the top: syntax, key stores, issuers, the rest. */
final class ConfigReader {
  private static final long DEFAULT_REMEMBERED_TOKENS = 50_000;
  private static final long MAX_REMEMBERED_TOKENS = 10_000_000;
  private static final String PASS = "pass";

  private static final JsonObject EMPTY = new JsonProviderImpl().createObjectBuilder().build();

  private final String source;
  private final Path baseDirectory;
  private final Placeholders placeholders = Placeholders.ofThisProcess();

  /** The fingerprint of each file before it was read, so that no change is missed. */
  private final Map<Path, String> files = new LinkedHashMap<>();

  private Mode mode = Mode.ENFORCE;
  private final Optional<GivenKeys> given;
  private final ServerParts server;
  private UnaryOperator<String> places = path -> path;
  private final List<ConfigProblem> mistakes = new ArrayList<>();

  /** Reads the text of a file; locations in it are relative to its folder. */
  ConfigReader(Path file) {
    this.source = file.toString();
    this.baseDirectory = file.resolveSibling(".");
    this.given = Optional.empty();
    this.server = ServerParts.NONE;
    willRead(file);
  }

  /** Reads settings that are not in a file. */
  ConfigReader(String source, Path baseDirectory, Optional<GivenKeys> given, ServerParts server) {
    this.source = source;
    this.baseDirectory = baseDirectory;
    this.given = given;
    this.server = server;
  }

  /** A file that cannot be read. */
  static ConfigException unreadable(Path file, IOException why) {
    return new ConfigException(
        file.toString(),
        List.of(new ConfigProblem("", "the file " + Unreadable.why(file, why))),
        FileState.of(List.of(file)));
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

  /** Reads settings of the server, and the file beside them where there is one. */
  SignetConfig read(GivenDocument document) throws ConfigException {
    JsonObject ofFile = document.file().isPresent() ? parse(document.file().get()) : EMPTY;
    places = path -> document.place(path, ofFile);
    SettingsObject root = SettingsObject.root(document.with(ofFile), placeholders);
    mistakes.addAll(document.problems());
    document.warnings().forEach(warning -> root.warn(warning.path(), warning.message()));
    document
        .doubled(ofFile)
        .forEach(
            name ->
                mistakes.add(
                    new ConfigProblem(
                        document.places().apply(name),
                        "is in "
                            + document.file().map(Path::toString).orElse("")
                            + " as well: take one away")));
    return read(root);
  }

  private JsonObject parse(Path file) throws ConfigException {
    willRead(file);
    try {
      return parse(TextFile.read(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  SignetConfig read(SettingsObject root) throws ConfigException {
    root.text("$schema"); // for editors alone
    mode = root.choice("mode", Mode.class).orElse(Mode.ENFORCE);
    if (mode == Mode.REPORT) {
      root.warn("mode", "report: Signet only reports what it would do. Nothing is protected by it");
    }
    List<IssuerConfig> issuers = issuers(root, server.with(keyStores(root)));
    ServedApplications applications =
        new ServedApplications(
            applications(root, "applications"), applications(root, "excludedApplications"));
    TrustedProxies proxies = TrustedProxies.read(root);
    boolean passesForeignTokens = passesForeignTokens(root, issuers);
    long remembered =
        root.number("maxRememberedTokens", DEFAULT_REMEMBERED_TOKENS, 0, MAX_REMEMBERED_TOKENS);
    SignatureProviders signatureProviders = SignatureProviders.read(root);
    Optional<CacheSettings> cache = CacheSettings.read(root, baseDirectory);
    Disclosure disclosure = Disclosure.read(root, baseDirectory);
    Optional<LoadedRevocations> revocations =
        new RevocationReader(baseDirectory).read(root, issuers);
    root.refuseUnknownNames();
    root.problems()
        .forEach(p -> mistakes.add(new ConfigProblem(places.apply(p.path()), p.message())));
    if (!mistakes.isEmpty()) {
      throw new ConfigException(source, mistakes, new FileState(files)).in(mode);
    }
    return new SignetConfig(
        source,
        new FileState(files),
        mode,
        issuers,
        applications,
        proxies,
        passesForeignTokens,
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
        .flatMap(keyStore -> Optional.ofNullable(keyStores.put(id, keyStore)))
        .or(() -> settings.checked("id", () -> server.keyStore(id)).orElse(Optional.empty()))
        .ifPresent(twin -> settings.problem("id", "is also the id of another key store"));
    settings.refuseUnknownNames();
  }

  private List<IssuerConfig> issuers(SettingsObject root, ServerParts parts) {
    MappingTables tables = new MappingTables(baseDirectory, this::willRead);
    List<SettingsObject> all =
        root.objects("issuers").stream()
            .flatMap(settings -> definitions(settings).stream())
            .toList();
    List<IssuerConfig> issuers = new ArrayList<>(all.size());
    Map<String, List<IssuerConfig>> byIdentifier = new HashMap<>();
    Map<String, SettingsObject> ids = new HashMap<>();
    BackchannelLogoutReader logouts = new BackchannelLogoutReader();
    for (SettingsObject settings : all) {
      IssuerReader reader = new IssuerReader(settings, parts, baseDirectory, tables, given);
      Optional<IssuerConfig> issuer = reader.read();
      if (issuer.isPresent()) {
        List<IssuerConfig> twins =
            byIdentifier.computeIfAbsent(issuer.get().issuerIdentifier(), i -> new ArrayList<>());
        refuseUnreachable(settings, twins, issuer.get());
        logouts.check(settings, twins, issuer.get());
        SettingsObject other = ids.putIfAbsent(issuer.get().id(), settings);
        if (other != null) {
          settings.problem("id", "is also the id of " + places.apply(other.path()));
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

  /** Another header is an issuer's own. */
  private static boolean passesForeignTokens(SettingsObject root, List<IssuerConfig> issuers) {
    boolean passes =
        root.word("foreignTokens", List.of("refuse", PASS), "must be refuse or " + PASS)
            .filter(PASS::equals)
            .isPresent();
    boolean isShared =
        issuers.stream()
            .flatMap(issuer -> issuer.tokenSource().locations().stream())
            .anyMatch(new TokenLocation.Header(TokenLocation.AUTHORIZATION)::equals);
    if (passes && !issuers.isEmpty() && !isShared) {
      root.problem("foreignTokens", "has no effect: no definition has headerName Authorization");
    }
    if (passes) {
      root.warn(
          "foreignTokens",
          "pass: an open page counts a bearer token of another issuer as absent, and does not"
              + " refuse it");
    }
    return passes;
  }

  private static Set<String> applications(SettingsObject root, String name) {
    List<String> entries = root.texts(name);
    for (String entry : entries) {
      if (!entry.matches("(\\S+ )?/\\S*|[^/\\s]+")) {
        root.problem(
            name,
            "\""
                + entry
                + "\" is neither a context root such as \"/app\" or \"/\", nor the name of an"
                + " application");
      }
    }
    return Set.copyOf(entries);
  }
}
