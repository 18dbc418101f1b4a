package dev.signet.cli.migrate;

import dev.signet.cli.liberty.Variables;
import dev.signet.cli.migrate.Finding.Kind;
import dev.signet.cli.xml.XmlElement;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries an {@code authFilter} over. A condition that cannot be carried takes the whole definition
 * with it: without the condition more requests would fit.
 */
final class FilterConversion {
  private static final Map<String, String> VALUE_NAMES =
      Map.of(
          "remoteAddress", "ip",
          "requestUrl", "urlPattern",
          "host", "name",
          "userAgent", "agent",
          "requestHeader", "name",
          "cookie", "name",
          "webApp", "name");

  private final ServerConfig config;
  private final Variables variables;

  FilterConversion(ServerConfig config, Variables variables) {
    this.config = config;
    this.variables = variables;
  }

  /** The filter of a definition, nested in it or referred to; empty where every request fits. */
  Optional<JsonObject> of(Settings definition) {
    List<Element> nested = definition.children("authFilter");
    Optional<String> reference = definition.word("authFilterRef");
    if (nested.size() + reference.stream().count() > 1) {
      throw definition.refused(
          "authFilter", "has several filters, and which one counts is unclear");
    }
    if (nested.isEmpty() && reference.isEmpty()) {
      return Optional.empty();
    }
    Element filter =
        nested.stream()
            .findFirst()
            .or(() -> config.find("authFilter", reference.orElse("")))
            .orElseThrow(
                () ->
                    definition.refused("authFilterRef", "is the id of no authFilter in the files"));
    return conditions(filter, definition.report());
  }

  private Optional<JsonObject> conditions(Element filter, Report report) {
    Map<String, List<JsonObject>> conditions = new LinkedHashMap<>();
    for (XmlElement child : filter.children()) {
      String valueName = VALUE_NAMES.get(child.name());
      FilterCondition condition =
          new FilterCondition(filter, child, valueName == null ? "" : valueName, variables, report);
      if (valueName == null) {
        throw condition.refused("is a condition that Signet does not have");
      }
      switch (child.name()) {
        case "remoteAddress" -> address(condition, conditions);
        case "cookie" -> cookie(condition, conditions);
        case "requestHeader" -> header(condition, conditions);
        default -> text(condition, conditions);
      }
    }
    if (conditions.isEmpty()) {
      report.add(
          filter.finding("", Kind.TO_DO, "has no condition: every request fits, here as there"));
      return Optional.empty();
    }
    JsonObjectBuilder json = Json.BUILDERS.createObjectBuilder();
    conditions.forEach((name, values) -> json.add(name, Json.oneOrAll(values)));
    return Optional.of(json.build());
  }

  private static void add(Map<String, List<JsonObject>> to, String name, JsonObjectBuilder json) {
    to.computeIfAbsent(name, n -> new ArrayList<>()).add(json.build());
  }

  /**
   * There an address is compared as a number, whatever the match type: {@code contains} means that
   * the range contains it. Here {@code contains} compares texts, and {@code equals} ranges.
   */
  private static void address(FilterCondition condition, Map<String, List<JsonObject>> to) {
    String match = condition.matchType();
    boolean among = match.equals("contains") || match.equals("notContain");
    List<String> written =
        among ? condition.alternatives(condition.value()) : List.of(condition.value());
    List<String> blocks = written.stream().flatMap(ip -> blocks(condition, ip, match)).toList();
    boolean number = match.equals("lessThan") || match.equals("greaterThan");
    JsonObjectBuilder json =
        Json.BUILDERS
            .createObjectBuilder()
            .add("ip", Json.strings(blocks))
            .add("matchType", number ? match : "equals");
    if (match.equals("notContain")) {
      add(to, "none", Json.BUILDERS.createObjectBuilder().add("remoteAddress", json));
    } else {
      add(to, "remoteAddress", json);
    }
    if (among) {
      condition.tell(
          Kind.TO_DO,
          match
              + " means \"in the range\" there and \"a part of the text\" here: written as equals"
              + (match.equals("notContain") ? " in none" : "")
              + ", which means the same as there");
    }
  }

  private static Stream<String> blocks(FilterCondition condition, String ip, String match) {
    try {
      AddressBlocks range = AddressBlocks.parse(ip);
      return switch (match) {
        case "lessThan" -> Stream.of(range.lowest());
        case "greaterThan" -> Stream.of(range.highest());
        default -> range.cidr().stream();
      };
    } catch (IllegalArgumentException e) {
      throw condition.refused("has an ip that is no address and no range such as 10.1.*.*");
    }
  }

  /** There the text of the whole header Cookie is compared with the cookie's name. */
  private static void cookie(FilterCondition condition, Map<String, List<JsonObject>> to) {
    JsonValue names = Json.strings(condition.alternatives(condition.value()));
    add(
        to,
        "requestHeader",
        Json.BUILDERS
            .createObjectBuilder()
            .add("name", "Cookie")
            .add("value", names)
            .add("matchType", condition.textMatch()));
    condition.tell(
        Kind.TO_DO,
        "there the whole header Cookie is searched for this text, and so here;"
            + " Signet's cookie would look for a cookie of exactly this name");
  }

  private static void header(FilterCondition condition, Map<String, List<JsonObject>> to) {
    JsonObjectBuilder json = Json.BUILDERS.createObjectBuilder().add("name", condition.value());
    String value = condition.attribute("value");
    String match = condition.textMatch();
    if (!value.isEmpty()) {
      List<String> values = condition.alternatives(value);
      json.add("value", Json.strings(values));
    }
    add(to, "requestHeader", json.add("matchType", match));
  }

  private static void text(FilterCondition condition, Map<String, List<JsonObject>> to) {
    String match = condition.textMatch();
    List<String> values = condition.alternatives(condition.value());
    String name = condition.element().name();
    if (name.equals("requestUrl")) {
      tellAboutQuery(condition, match);
    }
    if (name.equals("webApp")) {
      condition.tell(
          Kind.TO_DO, "compared with the application's name there, with its context root here");
    }
    add(
        to,
        name,
        Json.BUILDERS
            .createObjectBuilder()
            .add(condition.valueName(), Json.strings(values))
            .add("matchType", match));
  }

  private static void tellAboutQuery(FilterCondition condition, String match) {
    if (match.equals("contains")) {
      condition.tell(Kind.STRICTER, "the query behind ? is not looked at here, as it is there");
    } else {
      condition.tell(
          Kind.LOOSER, "a request that fits but for the query behind ? is taken here, not there");
    }
  }
}
