package dev.signet.cli.migrate;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.liberty.LibertyConfiguration;
import dev.signet.cli.liberty.ServerFolder;
import dev.signet.cli.liberty.Variables;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What became of a server's configuration.
 *
 * @param json the signet.json; empty where no definition could be carried over
 * @param issuers how many definitions it has
 * @param leftOut how many elements are not in it whole
 * @param report what an administrator has to know, the count of elements at its end
 * @param serverXml what takes the place of the server's own file
 */
record Migration(
    Optional<JsonObject> json,
    int issuers,
    int leftOut,
    List<String> report,
    Optional<ServerXml> serverXml) {

  /** The names of a definition, in the order of docs/CONFIGURATION.md's example. */
  private static final List<String> ORDER =
      List.of(
          "inboundPropagation",
          "headerName",
          "cookieName",
          "issuerIdentifier",
          "audiences",
          "signatureAlgorithm",
          "trustStoreRef",
          "trustAliasName",
          "jwkEndpointUrl",
          "discoveryEndpointUrl",
          "validationMethod",
          "validationEndpointUrl",
          "clientId",
          "clientSecret",
          "httpsRequired",
          "jwkTrustStoreRef",
          "keyStoreRef",
          "keyManagementKeyAlias",
          "realmName",
          "userIdentifier",
          "groupIdentifier",
          "mapIdentityToRegistryUser",
          "clockSkew",
          "maxTokenAge",
          "tokenReuse",
          "authFilter");

  Migration {
    report = List.copyOf(report);
  }

  /**
   * What is asked for.
   *
   * @param serverXml the server's own file
   * @param propertiesFiles variables outside of it; a later file wins
   * @param mpConfig the microprofile-config.properties of an application
   * @param tokenReuse what counts where an openidConnectClient does not say it
   * @param environment the environment of this process
   */
  record Request(
      Path serverXml,
      List<Path> propertiesFiles,
      Optional<Path> mpConfig,
      Optional<Boolean> tokenReuse,
      Map<String, String> environment) {}

  /** Carries a server's configuration over. */
  static Migration of(Request request) {
    LibertyConfiguration server =
        LibertyConfiguration.read(
            request.serverXml(), request.propertiesFiles(), request.environment());
    ServerFolder folder = server.folder();
    Variables variables = server.variables();
    ServerConfig config = ServerConfig.of(server.parts());
    List<Element> clients = config.all("openidConnectClient");
    List<Element> mpJwts = config.all("mpJwt");
    if (clients.isEmpty() && mpJwts.isEmpty()) {
      throw new CommandFailedException(
          request.serverXml(),
          "has no openidConnectClient and no mpJwt, and neither have its includes");
    }
    Conversion conversion = new Conversion(config, variables, folder);
    conversion.openidConnectClients(clients, request.tokenReuse());
    conversion.mpJwts(mpJwts, new MpConfig(variables, request.mpConfig()));
    conversion.dropUnreachable();
    ReadBack reader = new ReadBack(folder.path(), variables.environment());
    Optional<JsonObject> json = checked(conversion, reader);
    conversion.tellWhoChooses();
    Report report = new Report();
    conversion.tell(report);
    if (conversion.carried().stream().anyMatch(clients::contains)) {
      report.addForClients();
    }
    OtherLogins.tell(config, report);
    OldElements old = new OldElements(request.serverXml(), folder, conversion.carried());
    old.tell(server.parts(), report);
    List<String> unread = json.map(reader::unread).orElse(List.of());
    return new Migration(
        json,
        conversion.definitions().size(),
        conversion.leftOut(),
        Stream.of(report.lines(), unreadLines(unread), summary(conversion, unread))
            .flatMap(List::stream)
            .toList(),
        json.map(j -> serverXml(old, clients, conversion)));
  }

  private static ServerXml serverXml(
      OldElements old, List<Element> clients, Conversion conversion) {
    ServerXml without = old.without();
    return conversion.carried().containsAll(clients) ? without.withoutFeature() : without;
  }

  /** A definition that Signet's own reader would refuse is none. */
  private static Optional<JsonObject> checked(Conversion conversion, ReadBack reader) {
    while (!conversion.definitions().isEmpty()) {
      List<Definition> definitions = conversion.definitions();
      JsonObject json = json(definitions, conversion.stores().carried());
      List<ReadBack.Mistake> mistakes = reader.mistakes(json);
      if (mistakes.isEmpty()) {
        return Optional.of(json);
      }
      ReadBack.Mistake first = mistakes.get(0);
      int index =
          first
              .definition()
              .orElseThrow(
                  () -> new IllegalStateException("the file as a whole is not a signet.json"));
      Element element = definitions.get(index).source();
      conversion.leaveOut(
          element,
          element.finding(
              first.setting(),
              Finding.Kind.LEFT_OUT,
              "Signet's own reader refuses it: " + first.message()));
    }
    return Optional.empty();
  }

  private static List<String> unreadLines(List<String> unread) {
    return unread.stream()
        .map(
            problem ->
                "signet.json: to do: Signet does not start with what is here: "
                    + problem.replaceAll("\\R", " "))
        .toList();
  }

  private static List<String> summary(Conversion conversion, List<String> unread) {
    return List.of(
        conversion.carried().size()
            + " carried over, "
            + conversion.leftOut()
            + " left out"
            + (conversion.definitions().isEmpty()
                ? ""
                : "; Signet's own reader has read the result")
            + (unread.isEmpty() ? "" : " but for what is not here"));
  }

  private static JsonObject json(List<Definition> definitions, List<JsonObject> keyStores) {
    Set<String> ids = new HashSet<>();
    JsonArrayBuilder issuers = Json.BUILDERS.createArrayBuilder();
    for (Definition definition : definitions) {
      JsonObjectBuilder issuer = Json.BUILDERS.createObjectBuilder();
      issuer.add("id", uniqueId(definition, ids));
      if (!ORDER.containsAll(definition.settings().keySet())) {
        throw new IllegalStateException("a setting has no place in the file");
      }
      for (String name : ORDER) {
        Optional.ofNullable(definition.settings().get(name))
            .ifPresent(value -> issuer.add(name, value));
      }
      issuers.add(issuer);
    }
    JsonObjectBuilder json = Json.BUILDERS.createObjectBuilder().add("issuers", issuers);
    List<JsonObject> needed =
        keyStores.stream()
            .filter(
                store ->
                    definitions.stream().anyMatch(d -> d.needs(Json.string(store.getString("id")))))
            .toList();
    if (!needed.isEmpty()) {
      JsonArrayBuilder stores = Json.BUILDERS.createArrayBuilder();
      needed.forEach(stores::add);
      json.add("keyStores", stores);
    }
    return json.build();
  }

  private static String uniqueId(Definition definition, Set<String> taken) {
    String id = definition.source().id().orElse(definition.issuer());
    String unique = id;
    for (int i = 2; !taken.add(unique); i++) {
      unique = id + "-" + i;
    }
    return unique;
  }
}
