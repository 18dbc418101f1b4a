package dev.signet.migrate;

import dev.signet.migrate.Finding.Kind;
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
  private final Report report;

  FilterConversion(ServerConfig config, Variables variables, Report report) {
    this.config = config;
    this.variables = variables;
    this.report = report;
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
    return conditions(filter);
  }

  private Optional<JsonObject> conditions(Element filter) {
    Map<String, List<JsonObject>> conditions = new LinkedHashMap<>();
    for (XmlElement child : filter.children()) {
      String valueName = VALUE_NAMES.get(child.name());
      if (valueName == null) {
        throw refused(filter, child, "is a condition that Signet does not have");
      }
      Condition condition = new Condition(filter, child, valueName);
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

  /** A nested element of a filter, its attributes resolved. */
  private final class Condition {
    private final Element filter;
    private final XmlElement element;
    private final String valueName;

    Condition(Element filter, XmlElement element, String valueName) {
      this.filter = filter;
      this.element = element;
      this.valueName = valueName;
    }

    String attribute(String name) {
      String value = element.attribute(name, "").strip();
      return variables.resolve(value).text();
    }

    String value() {
      String value = attribute(valueName);
      if (value.isEmpty()) {
        throw refused("has no " + valueName + "; there such a condition is passed over");
      }
      return value;
    }

    /** Alternatives: what stands between bars, but with {@code equals}, which knows none. */
    List<String> values() {
      List<String> values = alternatives(value());
      if (matchType().equals("equals") && values.size() > 1) {
        throw refused("compares by equals with a text that has a | in it, which means \"or\" here");
      }
      return values;
    }

    String matchType() {
      String written = attribute("matchType");
      return Stream.of("equals", "contains", "notContain", "lessThan", "greaterThan")
          .filter(written.isEmpty() ? "contains"::equals : written::equalsIgnoreCase)
          .findFirst()
          .orElseThrow(() -> refused("has a matchType that Liberty does not know"));
    }

    CannotCarryException refused(String why) {
      return FilterConversion.refused(filter, element, why);
    }

    void tell(Kind kind, String why) {
      report.add(new Finding(element.place(), filter.label(), element.name(), kind, why));
    }

    JsonObjectBuilder json() {
      return Json.BUILDERS.createObjectBuilder();
    }
  }

  private static CannotCarryException refused(Element filter, XmlElement child, String why) {
    return new CannotCarryException(
        new Finding(child.place(), filter.label(), child.name(), Kind.LEFT_OUT, why));
  }

  private static List<String> alternatives(String text) {
    return Stream.of(text.split("\\|")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static void add(Map<String, List<JsonObject>> to, String name, JsonObjectBuilder json) {
    to.computeIfAbsent(name, n -> new ArrayList<>()).add(json.build());
  }

  /**
   * There an address is compared as a number, whatever the match type: {@code contains} means that
   * the range contains it. Here {@code contains} compares texts, and {@code equals} ranges.
   */
  private static void address(Condition condition, Map<String, List<JsonObject>> to) {
    String match = condition.matchType();
    boolean among = match.equals("contains") || match.equals("notContain");
    List<String> written = among ? alternatives(condition.value()) : List.of(condition.value());
    List<String> blocks = written.stream().flatMap(ip -> blocks(condition, ip, match)).toList();
    boolean number = match.equals("lessThan") || match.equals("greaterThan");
    JsonObjectBuilder json =
        condition
            .json()
            .add("ip", Json.strings(blocks))
            .add("matchType", number ? match : "equals");
    if (match.equals("notContain")) {
      add(to, "none", condition.json().add("remoteAddress", json));
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

  private static Stream<String> blocks(Condition condition, String ip, String match) {
    if (ip.contains("${")) {
      throw condition.refused(
          "holds a variable that is not known here; name the file with it by --variables");
    }
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
  private static void cookie(Condition condition, Map<String, List<JsonObject>> to) {
    JsonValue names = Json.strings(condition.values());
    add(
        to,
        "requestHeader",
        condition
            .json()
            .add("name", "Cookie")
            .add("value", names)
            .add("matchType", textMatch(condition)));
    condition.tell(
        Kind.TO_DO,
        "there the whole header Cookie is searched for this text, and so here;"
            + " Signet's cookie would look for a cookie of exactly this name");
  }

  private static void header(Condition condition, Map<String, List<JsonObject>> to) {
    JsonObjectBuilder json = condition.json().add("name", condition.value());
    String value = condition.attribute("value");
    String match = textMatch(condition);
    if (!value.isEmpty()) {
      List<String> values = alternatives(value);
      if (match.equals("equals") && values.size() > 1) {
        throw condition.refused(
            "compares by equals with a text that has a | in it, which means \"or\" here");
      }
      json.add("value", Json.strings(values));
    }
    add(to, "requestHeader", json.add("matchType", match));
  }

  private static void text(Condition condition, Map<String, List<JsonObject>> to) {
    String match = textMatch(condition);
    List<String> values = condition.values();
    String name = condition.element.name();
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
        condition.json().add(condition.valueName, Json.strings(values)).add("matchType", match));
  }

  private static void tellAboutQuery(Condition condition, String match) {
    if (match.equals("contains")) {
      condition.tell(Kind.STRICTER, "the query behind ? is not looked at here, as it is there");
    } else {
      condition.tell(
          Kind.LOOSER, "a request that fits but for the query behind ? is taken here, not there");
    }
  }

  private static String textMatch(Condition condition) {
    String match = condition.matchType();
    if (match.equals("lessThan") || match.equals("greaterThan")) {
      throw condition.refused("compares texts by " + match + ", which Signet does not");
    }
    return match;
  }
}
