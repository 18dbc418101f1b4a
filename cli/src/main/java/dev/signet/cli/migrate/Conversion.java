package dev.signet.cli.migrate;

import dev.signet.cli.liberty.ServerFolder;
import dev.signet.cli.liberty.Variables;
import dev.signet.cli.migrate.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The elements about tokens, and the definitions that come of them. */
final class Conversion {
  private final Variables variables;
  private final KeyStores stores;
  private final FilterConversion filters;
  private final Target target;
  private final List<Definition> definitions = new ArrayList<>();

  /** What is to be said of each element; of one that is left out, only why. */
  private final Map<Element, Report> reports = new LinkedHashMap<>();

  private final Set<Element> leftOut = new LinkedHashSet<>();

  Conversion(ServerConfig config, Variables variables, ServerFolder folder, Target target) {
    this.variables = target == Target.SERVER_XML ? variables.kept() : variables;
    this.target = target;
    this.stores = new KeyStores(config, variables, folder, target);
    this.filters = new FilterConversion(config, variables);
  }

  void openidConnectClients(List<Element> clients, Optional<Boolean> tokenReuse) {
    carry(
        clients,
        source -> new OpenidConnectClient(source, stores, filters, tokenReuse, target).convert());
  }

  void mpJwts(List<Element> mpJwts, MpConfig mpConfig) {
    carry(mpJwts, source -> new MpJwt(source, stores, filters, mpConfig).convert());
  }

  private void carry(List<Element> all, Function<Settings, List<Definition>> conversion) {
    for (Element element : all) {
      Report report = new Report();
      reports.put(element, report);
      try {
        definitions.addAll(conversion.apply(new Settings(element, variables, report)));
      } catch (CannotCarryException e) {
        leaveOut(element, e.finding().of(element));
      }
    }
  }

  Target target() {
    return target;
  }

  KeyStores stores() {
    return stores;
  }

  /** The definitions in the order of the file. */
  List<Definition> definitions() {
    return List.copyOf(definitions);
  }

  /** The elements that are in the file whole. */
  List<Element> carried() {
    return reports.keySet().stream().filter(element -> !leftOut.contains(element)).toList();
  }

  /** How many elements are not, or not whole. */
  int leftOut() {
    return leftOut.size();
  }

  /** Takes an element out again. */
  void leaveOut(Element element, Finding why) {
    definitions.removeIf(definition -> definition.source().equals(element));
    leftOut.add(element);
    Report alone = new Report();
    alone.add(why);
    reports.put(element, alone);
  }

  /** Adds what is to be said of the elements. */
  void tell(Report report) {
    reports.values().forEach(report::addAll);
  }

  private void add(Definition definition, String attribute, Kind kind, String why) {
    Element element = definition.source();
    reports.computeIfAbsent(element, e -> new Report()).add(element.finding(attribute, kind, why));
  }

  /**
   * Those with a filter come first, as there; here the first that fits is taken and no other, so
   * that one which no request would ever reach is a mistake.
   */
  void dropUnreachable() {
    List<Definition> reachable = new ArrayList<>();
    List<Definition> inOrder = new ArrayList<>(definitions);
    inOrder.sort(Comparator.comparing(definition -> !definition.isFiltered()));
    for (Definition definition : inOrder) {
      Optional<Definition> twin =
          reachable.stream().filter(before -> before.takesAllOf(definition)).findFirst();
      twin.ifPresentOrElse(
          first -> leaveOutBehind(first, definition), () -> reachable.add(definition));
    }
    definitions.clear();
    definitions.addAll(reachable);
  }

  /** The element may have other issuers, whose definitions stay. */
  private void leaveOutBehind(Definition first, Definition definition) {
    Element element = definition.source();
    Finding why =
        element.finding(
            "",
            Kind.LEFT_OUT,
            first.source().label()
                + " has the same issuer and leaves no request to it: tell them apart by authFilter");
    boolean isAlone =
        definitions.stream().filter(other -> other.source().equals(element)).count() == 1;
    if (isAlone) {
      leaveOut(element, why);
    } else {
      leftOut.add(element);
      add(definition, "", Kind.LEFT_OUT, why.text());
    }
  }

  /** There a request's filter chooses the definition, here the token's issuer does. */
  void tellWhoChooses() {
    Set<String> asked = new HashSet<>();
    for (Definition definition : definitions) {
      boolean another = definitions.stream().anyMatch(d -> !d.issuer().equals(definition.issuer()));
      if (definition.isFiltered() && another) {
        add(
            definition,
            "authFilter",
            Kind.LOOSER,
            "a request that fits may bring no other issuer's token there; here it may, where that"
                + " issuer's definition lets it");
      }
      if (definition.asks() && !asked.isEmpty()) {
        add(
            definition,
            "validationEndpointUrl",
            Kind.STRICTER,
            "an opaque token is asked about at the first definition that asks and fits the request,"
                + " and at no other");
      }
      if (definition.asks()) {
        asked.add(definition.issuer());
      }
    }
  }
}
