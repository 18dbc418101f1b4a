package dev.signet.liberty;

import dev.signet.settings.ConfigProblem;
import dev.signet.settings.GivenDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code signet.json} would be in place of the elements {@code <signet>} and {@code
 * <signet_issuer>}. The attributes have its names, so none of them is listed here; here is only
 * what the two forms do not have in common.
 */
final class ElementsDocument {
  private static final Pattern ISSUER = Pattern.compile("issuers\\[(\\d+)](.*)");
  private static final String FILTER = "authFilter";
  private static final String FILTER_REF = "authFilterRef";

  private final Function<String, Optional<Dictionary<String, Object>>> filters;
  private final List<String> labels = new ArrayList<>();
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();

  private ElementsDocument(Function<String, Optional<Dictionary<String, Object>>> filters) {
    this.filters = filters;
  }

  /**
   * The document.
   *
   * @param signet the element {@code <signet>}; empty where there is none
   * @param issuers the elements {@code <signet_issuer>}
   * @param filters finds an element {@code <authFilter>} of Liberty's own by its id
   * @param folder the folder to which locations are relative
   * @return with the definitions that have a filter before the others, each in the order of ids:
   *     Liberty keeps no other order when elements change
   */
  static GivenDocument of(
      Optional<Dictionary<String, Object>> signet,
      List<Dictionary<String, Object>> issuers,
      Function<String, Optional<Dictionary<String, Object>>> filters,
      Path folder) {
    return new ElementsDocument(filters).read(signet, issuers, folder);
  }

  private GivenDocument read(
      Optional<Dictionary<String, Object>> signet,
      List<Dictionary<String, Object>> issuers,
      Path folder) {
    Map<String, Object> settings = signet.map(Element::of).orElseGet(LinkedHashMap::new);
    settings.remove("id");
    Optional<Path> file =
        Optional.ofNullable(settings.remove("configFile"))
            .map(name -> folder.resolve(String.valueOf(name)).normalize());
    List<Map<String, Object>> definitions =
        issuers.stream()
            .map(Element::of)
            .sorted(
                Comparator.comparing((Map<String, Object> it) -> !isFiltered(it))
                    .thenComparing(it -> String.valueOf(it.get("id"))))
            .map(this::definition)
            .toList();
    if (!definitions.isEmpty()) {
      settings.put("issuers", definitions);
    }
    if (settings.get("keyStores") instanceof Map<?, ?> one) {
      settings.put("keyStores", List.of(one));
    }
    return new GivenDocument(
        settings,
        file.map(it -> "server.xml with " + it).orElse("server.xml"),
        folder,
        file,
        this::place,
        problems,
        warnings);
  }

  private static boolean isFiltered(Map<String, Object> element) {
    return element.containsKey(FILTER) || element.containsKey(FILTER_REF);
  }

  private Map<String, Object> definition(Map<String, Object> element) {
    Map<String, Object> definition = new LinkedHashMap<>(element);
    String id = String.valueOf(element.get("id"));
    if (id.startsWith("default-")) { // Liberty's own, of an element without an id
      definition.remove("id");
    }
    String label = "signet_issuer[" + id + "]";
    labels.add(label);
    filter(label, element).ifPresent(filter -> definition.put(FILTER, filter));
    definition.remove(FILTER_REF);
    takeOverFromOpenidConnectClient(id, definition);
    return definition;
  }

  /** A nested element has Signet's meaning; one that is referred to is Liberty's own. */
  private Optional<Object> filter(String label, Map<String, Object> element) {
    Optional<Object> nested = Optional.ofNullable(element.get(FILTER));
    Object id = element.get(FILTER_REF);
    if (nested.isPresent() || id == null) {
      nested.ifPresent(filter -> refuseOtherMeanings(label + "." + FILTER, filter, false));
      return nested;
    }
    String place = label + "." + FILTER_REF;
    Optional<Dictionary<String, Object>> found = filters.apply(String.valueOf(id));
    if (found.isEmpty()) {
      problem(place, "\"" + id + "\" is not the id of an authFilter");
    }
    Map<String, Object> filter = found.map(Element::of).orElseGet(LinkedHashMap::new);
    filter.remove("id");
    refuseOtherMeanings(place, filter, true);
    return Optional.of(filter);
  }

  /**
   * Refuses the conditions that Liberty and Signet read in different ways. {@code contains} means
   * "in the range" there, and "a part of the text" here.
   */
  private void refuseOtherMeanings(String place, Object filter, boolean isLibertys) {
    for (Object condition : conditions(filter, "remoteAddress")) {
      String match = condition instanceof Map<?, ?> it ? String.valueOf(it.get("matchType")) : "";
      if (match.equals("contains") || match.equals("notContain")) {
        String instead =
            match.equals("contains") ? "" : ", inside <none>, in an authFilter that is nested";
        problem(
            place + ".remoteAddress",
            "matchType "
                + match
                + " is not the same for Liberty and for Signet: write matchType=\"equals\" with the"
                + " address or a block such as 10.1.0.0/16"
                + instead);
      }
    }
    if (isLibertys && !conditions(filter, "cookie").isEmpty()) {
      problem(
          place + ".cookie",
          "is compared with the whole header Cookie by Liberty: nest the authFilter, with"
              + " <requestHeader name=\"Cookie\" value=\"...\"/>");
    }
  }

  private static Collection<?> conditions(Object filter, String name) {
    Object found = filter instanceof Map<?, ?> map ? map.get(name) : null;
    if (found instanceof Collection<?> several) {
      return several;
    }
    return found == null ? List.of() : List.of(found);
  }

  private void problem(String place, String message) {
    problems.add(new ConfigProblem(place, message));
  }

  /**
   * An element that was an {@code openidConnectClient} runs as it is: without {@code audiences}
   * tokens for anybody are accepted, which the log says, and {@code clientId} may be there though
   * nobody is asked with it.
   */
  private void takeOverFromOpenidConnectClient(String id, Map<String, Object> definition) {
    if (!"aws-alb".equals(definition.get("preset"))) {
      definition.putIfAbsent("audiences", "ALL_AUDIENCES");
    }
    if ("local".equals(definition.getOrDefault("validationMethod", "local"))) {
      for (String name : List.of("clientId", "clientSecret")) {
        if (definition.remove(name) != null) {
          warnings.add(
              new ConfigProblem(
                  id + "." + name,
                  "has no effect: the issuer is asked with it only where validationMethod is"
                      + " introspect or both"));
        }
      }
    }
  }

  /** The place of an object in the document as an administrator knows it. */
  private String place(String path) {
    Matcher issuer = ISSUER.matcher(path);
    return issuer.matches()
        ? labels.get(Integer.parseInt(issuer.group(1))) + issuer.group(2)
        : "signet" + (path.isEmpty() ? "" : "." + path);
  }
}
