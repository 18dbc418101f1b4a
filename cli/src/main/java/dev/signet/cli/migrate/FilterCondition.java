package dev.signet.cli.migrate;

import dev.signet.cli.liberty.Variables;
import dev.signet.cli.migrate.Finding.Kind;
import dev.signet.cli.xml.XmlElement;
import java.util.List;
import java.util.stream.Stream;

/**
 * A nested element of an {@code authFilter}, its attributes resolved.
 *
 * @param filter the filter
 * @param element the nested element
 * @param valueName the attribute that is compared with
 * @param variables the server's
 * @param report where to tell what is different
 */
record FilterCondition(
    Element filter, XmlElement element, String valueName, Variables variables, Report report) {

  String attribute(String name) {
    String value = variables.now(element.attribute(name, "").strip()).text();
    if (value.contains("${")) {
      throw refused(
          "holds a variable that is not known here; name the file with it by --variables");
    }
    return value;
  }

  String value() {
    String value = attribute(valueName);
    if (value.isEmpty()) {
      throw refused("has no " + valueName + "; there such a condition is passed over");
    }
    return value;
  }

  /** What stands between bars, which mean "or", but for {@code equals}: there they mean nothing. */
  List<String> alternatives(String text) {
    List<String> values =
        Stream.of(text.split("\\|")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    if (matchType().equals("equals") && !values.equals(List.of(text))) {
      throw refused("compares by equals with a text that has a | in it, which means \"or\" here");
    }
    if (values.isEmpty()) {
      throw refused("compares with nothing but bars");
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

  /** The match types for texts. */
  String textMatch() {
    String match = matchType();
    if (match.equals("lessThan") || match.equals("greaterThan")) {
      throw refused("compares texts by " + match + ", which Signet does not");
    }
    return match;
  }

  CannotCarryException refused(String why) {
    return new CannotCarryException(
        new Finding(element.place(), filter.label(), element.name(), Kind.LEFT_OUT, why));
  }

  void tell(Kind kind, String why) {
    report.add(new Finding(element.place(), filter.label(), element.name(), kind, why));
  }
}
