package dev.signet.cli.migrate;

import dev.signet.cli.xml.XmlLocation;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an administrator has to know about the file that is written, in the order of the files. */
final class Report {
  private static final List<String> FOR_ALL =
      List.of(
          "every definition: stricter: the typ of a token must be JWT where it has one, and an RSA"
              + " key needs 2048 bits",
          "every definition: stricter: an application that Signet serves takes tokens alone: its"
              + " logins with a password, a form, a certificate or an LTPA cookie end;"
              + " excludedApplications leaves an application as it is");

  /** An mpJwt looks at the token of an open page as well. */
  private static final List<String> FOR_CLIENTS =
      List.of(
          "every openidConnectClient: stricter: a token that is refused is refused on pages for everyone as"
              + " well; there such a page opens without a user",
          "every openidConnectClient: looser: on a page for everyone the application sees the user of a good"
              + " token; there it sees none");

  private boolean isAboutClients;
  private final Set<Finding> first = new LinkedHashSet<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

  /** A finding that is there already is not repeated: several definitions may share an element. */
  void add(Finding finding) {
    findings.add(finding);
  }

  /** What the report begins with: with it, tokens that were accepted are refused all day long. */
  void addFirst(Finding finding) {
    first.add(finding);
  }

  /** What every openidConnectClient that is carried over has in common. */
  void addForClients() {
    isAboutClients = true;
  }

  void addAll(Report other) {
    first.addAll(other.first);
    findings.addAll(other.findings);
  }

  List<String> lines() {
    return Stream.of(
            sentences(first),
            sentences(findings),
            isAboutClients ? FOR_CLIENTS : List.<String>of(),
            FOR_ALL)
        .flatMap(List::stream)
        .toList();
  }

  /** One sentence about several elements is one line. */
  private static List<String> sentences(Collection<Finding> findings) {
    Map<Finding.Sentence, List<Finding>> bySentence =
        findings.stream()
            .sorted(
                Comparator.comparing((Finding f) -> f.place().file())
                    .thenComparing(f -> f.place().line()))
            .collect(
                Collectors.groupingBy(Finding::sentence, LinkedHashMap::new, Collectors.toList()));
    return bySentence.values().stream().map(Report::line).toList();
  }

  /** The file before the first of its lines. */
  private static String places(List<Finding> same) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (XmlLocation place : same.stream().map(Finding::place).distinct().toList()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(place.file().equals(before) ? "" : place.file() + ":")
          .append(place.line());
      before = place.file();
    }
    return text.toString();
  }

  /** The name of the element before the first of the ids. */
  private static String elements(List<Finding> same) {
    String name = same.get(0).sentence().elementName();
    String ids =
        same.stream()
            .map(finding -> finding.element().substring(name.length()).strip())
            .filter(id -> !id.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return ids.isEmpty() ? name : name + " " + ids;
  }

  private static String line(List<Finding> same) {
    Finding one = same.get(0);
    if (same.size() == 1) {
      return one.toString();
    }
    return one.line(places(same), elements(same));
  }
}
