package dev.signet.cli.migrate;

import dev.signet.cli.liberty.Variables;
import dev.signet.cli.migrate.Finding.Kind;
import dev.signet.cli.xml.XmlElement;
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
        .defaulted()
        .forEach(
            (written, otherwise) ->
                toDo(
                    name,
                    written
                        + " is \""
                        + otherwise.value()
                        + "\" unless the server's environment has it: set the environment variable "
                        + otherwise.variable()
                        + ", or write that value in place of ${env."
                        + otherwise.variable()
                        + "}"));
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

  /**
   * A duration. The server's own file has it as far as it is known now, not its variable: without a
   * unit it means something else here.
   */
  Optional<String> duration(String name) {
    Optional<String> known =
        variables.isKept()
            ? raw(name).map(variables::now).map(Variables.Resolved::text)
            : Optional.empty();
    return known.filter(value -> !value.contains("${")).or(() -> text(name));
  }

  /** A value that has to be known now, since what is written depends on it. */
  Optional<String> word(String name) {
    Optional<Variables.Resolved> resolved = raw(name).map(variables::now);
    if (resolved.isPresent() && resolved.get().text().contains("${")) {
      throw refused(
          name, "holds a variable that is not known here; name the file with it by --variables");
    }
    resolved.ifPresent(
        r ->
            r.defaulted()
                .forEach(
                    (written, otherwise) ->
                        toDo(
                            name,
                            written
                                + " is \""
                                + otherwise.value()
                                + "\" unless the server's environment has "
                                + otherwise.variable()
                                + ": carried over as that")));
    return resolved.map(Variables.Resolved::text);
  }

  boolean flag(String name, boolean otherwise) {
    return word(name).map(value -> value.equalsIgnoreCase("true")).orElse(otherwise);
  }

  /**
   * Values between separators, and those of nested elements of the same name. There a variable is
   * replaced before the text is taken apart, so its value has to be known.
   */
  List<String> list(String name, String separators) {
    Stream<String> nested =
        element.children().stream()
            .filter(child -> child.name().equals(name))
            .map(XmlElement::text);
    return Stream.concat(raw(name).stream(), nested)
        .flatMap(text -> values(name, text, separators))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private Stream<String> values(String name, String text, String separators) {
    String now = variables.now(text).text();
    if (now.contains("${")) {
      throw refused(
          name,
          "to do: holds "
              + now.replaceAll("(?s).*?(\\$\\{[^}]*}).*", "$1")
              + ", which is not known here, and Liberty takes its value apart at commas: name a"
              + " file with it by --variables, or write the values");
    }
    String[] parts = now.split(separators);
    if (parts.length <= 1) {
      return Stream.of(resolved(name, text));
    }
    if (variables.resolve(text).text().contains("${")) {
      toDo(name, "is several values as far as it is known here: they are written out");
    }
    return Stream.of(parts);
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
        tell(name, Kind.NOT_CARRIED, reasons.getOrDefault(name, "Signet has nothing like it"));
      }
    }
  }

  CannotCarryException refused(String name, String why) {
    return new CannotCarryException(element.finding(name, Kind.LEFT_OUT, why));
  }

  void notCarried(String name, String why) {
    tell(name, Kind.NOT_CARRIED, why);
  }

  void stricter(String name, String why) {
    tell(name, Kind.STRICTER, why);
  }

  void looser(String name, String why) {
    tell(name, Kind.LOOSER, why);
  }

  void toDo(String name, String why) {
    tell(name, Kind.TO_DO, why);
  }

  /** Said before everything else. */
  void first(String name, Kind kind, String why) {
    report.addFirst(element.finding(name, kind, why));
  }

  void tell(String name, Kind kind, String why) {
    report.add(element.finding(name, kind, why));
  }
}
