package dev.signet.migrate;

import dev.signet.migrate.Finding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The attributes of one element, read by name; those nobody asked for are told in the end. */
final class Settings {
  private final Element element;
  private final Variables variables;
  private final Report report;
  private final Set<String> asked = new HashSet<>(Set.of("id"));

  Settings(Element element, Variables variables, Report report) {
    this.element = element;
    this.variables = variables;
    this.report = report;
  }

  Element element() {
    return element;
  }

  Report report() {
    return report;
  }

  boolean has(String name) {
    return raw(name).isPresent();
  }

  /** As it is written, for what must not be resolved. */
  Optional<String> raw(String name) {
    asked.add(name);
    return Optional.ofNullable(element.attributes().get(name))
        .map(attribute -> attribute.value().strip())
        .filter(value -> !value.isEmpty());
  }

  /** A value that signet.json may hold with a placeholder. */
  Optional<String> text(String name) {
    return raw(name).map(value -> resolved(name, value));
  }

  private String resolved(String name, String value) {
    Variables.Resolved resolved = variables.resolve(value);
    resolved
        .unknown()
        .forEach(
            (written, variable) ->
                toDo(
                    name,
                    written
                        + " is not known here: set the environment variable "
                        + variable
                        + " to it"));
    return resolved.text();
  }

  /** A value that has to be known now, since what is written depends on it. */
  Optional<String> word(String name) {
    Optional<String> value = raw(name).map(text -> variables.resolve(text).text());
    if (value.isPresent() && value.get().contains("${")) {
      throw refused(
          name, "holds a variable that is not known here; name the file with it by --variables");
    }
    return value;
  }

  boolean flag(String name, boolean otherwise) {
    return word(name).map(value -> value.equalsIgnoreCase("true")).orElse(otherwise);
  }

  /** Values between commas, and those of nested elements of the same name. */
  List<String> list(String name) {
    Stream<String> nested =
        element.children().stream()
            .filter(child -> child.name().equals(name))
            .map(child -> resolved(name, child.text()));
    return Stream.concat(text(name).stream(), nested)
        .flatMap(text -> Stream.of(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** Nested elements are put together as those of the server are. */
  List<Element> children(String name) {
    asked.add(name);
    return ServerConfig.ofChildren(element.children()).all(name);
  }

  /** To be called last: what has no counterpart here, with the reasons that are known. */
  void tellTheRest(Map<String, String> reasons) {
    List<String> rest = new ArrayList<>(element.attributes().keySet());
    element.children().stream().map(XmlElement::name).distinct().forEach(rest::add);
    for (String name : rest) {
      if (asked.add(name)) {
        add(name, Kind.NOT_CARRIED, reasons.getOrDefault(name, "Signet has nothing like it"));
      }
    }
  }

  CannotCarryException refused(String name, String why) {
    return new CannotCarryException(element.finding(name, Kind.LEFT_OUT, why));
  }

  void notCarried(String name, String why) {
    add(name, Kind.NOT_CARRIED, why);
  }

  void stricter(String name, String why) {
    add(name, Kind.STRICTER, why);
  }

  void looser(String name, String why) {
    add(name, Kind.LOOSER, why);
  }

  void toDo(String name, String why) {
    add(name, Kind.TO_DO, why);
  }

  private void add(String name, Kind kind, String why) {
    report.add(element.finding(name, kind, why));
  }
}
