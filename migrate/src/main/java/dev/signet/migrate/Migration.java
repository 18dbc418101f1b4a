package dev.signet.migrate;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What became of a server's configuration.
 *
 * @param json the signet.json; empty where no definition could be carried over
 * @param issuers how many definitions it has
 * @param report what an administrator has to know
 */
record Migration(Optional<JsonObject> json, int issuers, List<String> report) {

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
   * Carries a server's configuration over.
   *
   * @param serverXml the server's own file
   * @param propertiesFiles the variables outside of it; a later file wins
   */
  static Migration of(Path serverXml, List<Path> propertiesFiles) {
    ServerFolder folder = ServerFolder.of(serverXml);
    Variables outside = Variables.ofFiles(propertiesFiles);
    List<Part> parts = ServerFiles.read(serverXml, folder, outside);
    Variables variables =
        outside.with(parts.stream().filter(p -> p.element().name().equals("variable")).toList());
    ServerConfig config = ServerConfig.of(parts);
    List<Element> clients = config.all("openidConnectClient");
    List<Element> mpJwts = config.all("mpJwt");
    if (clients.isEmpty() && mpJwts.isEmpty()) {
      throw new MigrationFailedException(
          serverXml, "has no openidConnectClient and no mpJwt, and neither have its includes");
    }
    Report report = new Report();
    KeyStores stores = new KeyStores(config, variables, folder, report);
    FilterConversion filters = new FilterConversion(config, variables, report);
    List<Definition> all = new ArrayList<>();
    for (Element element : clients) {
      all.addAll(
          carried(
              new Settings(element, variables, new Report()),
              report,
              source -> new OpenidConnectClient(source, stores, filters).convert()));
    }
    for (Element element : mpJwts) {
      all.addAll(
          carried(
              new Settings(element, variables, new Report()),
              report,
              source -> new MpJwt(source, stores, filters).convert()));
    }
    List<Definition> reachable = reachable(all, report);
    tellWhoChooses(reachable, report);
    Optional<JsonObject> json =
        reachable.isEmpty() ? Optional.empty() : Optional.of(json(reachable, stores.carried()));
    return new Migration(json, reachable.size(), report.lines());
  }

  /** Of a definition that is left out, only that is worth saying. */
  private static List<Definition> carried(
      Settings source, Report report, Function<Settings, List<Definition>> conversion) {
    try {
      List<Definition> definitions = conversion.apply(source);
      report.addAll(source.report());
      return definitions;
    } catch (CannotCarryException e) {
      report.add(e.finding().of(source.element()));
      return List.of();
    }
  }

  /**
   * Those with a filter come first, as there; here the first that fits is taken and no other, so
   * that one which no request would ever reach is a mistake.
   */
  private static List<Definition> reachable(List<Definition> all, Report report) {
    List<Definition> reachable = new ArrayList<>();
    List<Definition> inOrder = new ArrayList<>(all);
    inOrder.sort(Comparator.comparing(definition -> definition.filter().isEmpty()));
    for (Definition definition : inOrder) {
      Optional<Definition> twin =
          reachable.stream().filter(before -> before.takesAllOf(definition)).findFirst();
      if (twin.isEmpty()) {
        reachable.add(definition);
      } else {
        report.add(
            definition
                .source()
                .finding(
                    "",
                    Finding.Kind.LEFT_OUT,
                    twin.get().source().label()
                        + " has the same issuer and leaves no request to it: tell them apart by"
                        + " authFilter"));
      }
    }
    return reachable;
  }

  /** There a request's filter chooses the definition, here the token's issuer does. */
  private static void tellWhoChooses(List<Definition> definitions, Report report) {
    for (Definition definition : definitions) {
      boolean another = definitions.stream().anyMatch(d -> !d.issuer().equals(definition.issuer()));
      if (definition.filter().isPresent() && another) {
        report.add(
            definition
                .source()
                .finding(
                    "authFilter",
                    Finding.Kind.LOOSER,
                    "a request that fits may bring no other issuer's token there; here it may,"
                        + " where that issuer's definition lets it"));
      }
    }
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
