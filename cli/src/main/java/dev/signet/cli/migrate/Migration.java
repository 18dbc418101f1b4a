package dev.signet.cli.migrate;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.liberty.LibertyConfiguration;
import dev.signet.cli.liberty.ServerFolder;
import dev.signet.cli.liberty.Variables;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What became of a server's configuration.
 *
 * @param json the definitions as a signet.json; empty where none could be carried over
 * @param issuers how many definitions it has
 * @param leftOut how many elements are not in it whole
 * @param report what an administrator has to know, the count of elements at its end
 * @param serverXml what takes the place of the server's own file: with a library and a bell, or
 *     with the feature and its elements
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

  private static final String FEATURE = "signet:signet-1.0";

  private static final List<String> LOADS_SIGNET =
      List.of(
          "",
          "  <!-- Signet, in place of what was here: it reads signet.json beside this file. -->",
          "  <featureManager>",
          "    <feature>appSecurity-5.0</feature>",
          "    <feature>bells-1.0</feature>",
          "  </featureManager>",
          "  <library id=\"signet\">",
          "    <file name=\"${server.config.dir}/signet/signet-provider-all.jar\"/>",
          "  </library>",
          "  <bell libraryRef=\"signet\" service=\"jakarta.servlet.ServletContainerInitializer\"/>",
          "  <httpSession securityIntegrationEnabled=\"false\"/>");

  private static final String NEEDS_EXTENSION =
      "featureManager: to do: unpack signet-liberty over this Liberty first, and set onError=\"FAIL\""
          + " there: a server without the extension starts with every page open";

  private static final List<String> LOADS_FEATURE =
      List.of("  <featureManager><feature>" + FEATURE + "</feature></featureManager>");

  Migration {
    report = List.copyOf(report);
  }

  /**
   * What is asked for.
   *
   * @param serverXml the server's own file
   * @param target what is to be written
   * @param propertiesFiles variables outside of it; a later file wins
   * @param mpConfig the microprofile-config.properties of an application
   * @param tokenReuse what counts where an openidConnectClient does not say it
   * @param environment the environment of this process
   */
  record Request(
      Path serverXml,
      Target target,
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
    Target target = request.target();
    Conversion conversion = new Conversion(config, variables, folder, target);
    conversion.openidConnectClients(clients, request.tokenReuse());
    conversion.mpJwts(mpJwts, new MpConfig(variables, request.mpConfig()));
    conversion.dropUnreachable();
    ReadBack reader = new ReadBack(folder.path(), target, variables.environment());
    Optional<JsonObject> json = checked(conversion, reader, variables);
    conversion.tellWhoChooses();
    Report report = new Report();
    conversion.tell(report);
    if (conversion.carried().stream().anyMatch(clients::contains)) {
      report.addForClients();
    }
    OtherLogins.tell(config, report);
    OldElements old = new OldElements(request.serverXml(), folder, conversion.carried(), target);
    old.tell(server.parts(), report);
    List<String> unread =
        json.map(j -> reader.unread(withValues(j, variables, target))).orElse(List.of());
    boolean isWhole = conversion.carried().containsAll(clients);
    Optional<ServerXml> serverXml =
        json.map(
            j ->
                target == Target.SERVER_XML
                    ? withElements(old, isWhole, j, conversion)
                    : withBell(old, isWhole));
    return new Migration(
        json,
        conversion.definitions().size(),
        conversion.leftOut(),
        Stream.of(
                report.lines(),
                unreadLines(target, unread),
                target == Target.SERVER_XML && json.isPresent()
                    ? List.of(NEEDS_EXTENSION)
                    : List.<String>of(),
                target == Target.SERVER_XML
                    ? serverXml
                        .map(x -> x.difference(folder.shown(request.serverXml())))
                        .orElse(List.of())
                    : List.<String>of(),
                summary(conversion, unread))
            .flatMap(List::stream)
            .toList(),
        serverXml);
  }

  private static ServerXml withBell(OldElements old, boolean isWhole) {
    ServerXml without = old.without().ending(LOADS_SIGNET);
    return isWhole ? without.withoutFeature(Optional.empty()) : without;
  }

  /** The feature takes the place of the old one, where no element needs that any more. */
  private static ServerXml withElements(
      OldElements old, boolean isWhole, JsonObject json, Conversion conversion) {
    boolean isInPlace = isWhole && old.without().hasFeature();
    List<Definition> definitions = conversion.definitions();
    JsonArray issuers = json.getJsonArray("issuers");
    ServerXml result =
        old.with(
            (element, indent) ->
                IntStream.range(0, definitions.size())
                    .filter(i -> definitions.get(i).source().equals(element))
                    .mapToObj(i -> IssuerElement.lines(issuers.getJsonObject(i), indent))
                    .flatMap(List::stream)
                    .toList(),
            isInPlace ? List.of() : LOADS_FEATURE);
    return isInPlace ? result.withoutFeature(Optional.of(FEATURE)) : result;
  }

  /** What the server reads: its own file may have variables anywhere. */
  private static JsonObject withValues(JsonObject json, Variables variables, Target target) {
    return target == Target.SERVER_XML ? withValues(json, variables).asJsonObject() : json;
  }

  private static JsonValue withValues(JsonValue value, Variables variables) {
    if (value instanceof JsonObject object) {
      JsonObjectBuilder all = Json.BUILDERS.createObjectBuilder();
      object.forEach((name, member) -> all.add(name, withValues(member, variables)));
      return all.build();
    }
    if (value instanceof JsonArray array) {
      JsonArrayBuilder all = Json.BUILDERS.createArrayBuilder();
      array.forEach(member -> all.add(withValues(member, variables)));
      return all.build();
    }
    return value instanceof JsonString string
        ? Json.string(variables.now(string.getString()).text())
        : value;
  }

  /** A definition that Signet's own reader would refuse is none. */
  private static Optional<JsonObject> checked(
      Conversion conversion, ReadBack reader, Variables variables) {
    while (!conversion.definitions().isEmpty()) {
      List<Definition> definitions = conversion.definitions();
      JsonObject json = json(definitions, conversion.stores().carried());
      List<ReadBack.Mistake> mistakes =
          reader.mistakes(withValues(json, variables, conversion.target()));
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

  private static List<String> unreadLines(Target target, List<String> unread) {
    return unread.stream()
        .map(
            problem ->
                target
                    + ": to do: Signet does not start with what is here: "
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
