package dev.signet.cli.explain;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.cli.application.ApplicationArchive;
import dev.signet.cli.application.CallerAccess;
import dev.signet.cli.application.SecurityConstraint;
import dev.signet.cli.application.WebModule;
import dev.signet.token.RefusalDetails;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.parsson.JsonProviderImpl;

/**
 * An explanation as lines, or as one JSON object.
 *
 * @param explanation what came out
 * @param application whose roles and pages are looked at
 */
record ExplanationReport(Explanation explanation, Optional<ApplicationArchive> application) {
  private static final JsonProvider JSON = new JsonProviderImpl();

  /** A page of the application, and whether the caller may open it. */
  private record Page(boolean opens, String patterns, String methods) {}

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Checklist.Line line : explanation.lines()) {
      lines.add("  %-8s %-20s %s".formatted(verdict(line), line.step().title(), text(line)));
    }
    explanation
        .refusal()
        .ifPresent(
            refusal -> {
              lines.add(refusal.reason().id() + ": " + refusal.reason().text());
              facts(refusal.details()).ifPresent(facts -> lines.add("  " + facts));
              refusal.details().sentences().forEach(sentence -> lines.add("  " + sentence));
              if (refusal.isForeign()) {
                lines.add("  an open page counts the token as absent (foreignTokens: pass)");
              }
            });
    explanation.undecided().ifPresent(why -> lines.add("503: " + why));
    explanation.caller().ifPresent(caller -> addCaller(caller, lines));
    return lines;
  }

  /** The definition and the token's header, as the line in the log has them. */
  private static Optional<String> facts(RefusalDetails all) {
    String facts =
        new RefusalDetails(all.definition(), all.alg(), all.kid(), all.typ(), List.of(), List.of())
            .toString();
    return Optional.of(facts).filter(text -> !text.isEmpty());
  }

  private String verdict(Checklist.Line line) {
    List<Checklist.Line> all = explanation.lines();
    boolean isLast = line.step() == all.get(all.size() - 1).step();
    if (isLast && explanation.refusal().isPresent()) {
      return "REFUSED";
    }
    return line.isServers() ? "server" : "ok";
  }

  private static String text(Checklist.Line line) {
    String wanted = line.wanted().isEmpty() ? "" : "wanted: " + line.wanted();
    String found = line.found().isEmpty() ? "" : "there: " + line.found();
    return wanted.isEmpty() || found.isEmpty() ? wanted + found : wanted + "; " + found;
  }

  private void addCaller(Authenticated caller, List<String> lines) {
    lines.add("accepted by definition " + caller.jwt().issuerId());
    lines.add("  principal  " + caller.names().user());
    lines.add("  id         " + caller.identity().accessId());
    lines.add("  realm      " + caller.identity().realm());
    lines.add("  groups     " + String.join(", ", caller.names().groups()));
    lines.add("  group ids  " + String.join(", ", caller.identity().groupAccessIds()));
    lines.add(
        "  roles      " + String.join(", ", caller.identity().roles().stream().sorted().toList()));
    application.ifPresent(
        archive -> {
          CallerAccess access = access(caller);
          Set<String> roles = access.roles(archive);
          lines.add(
              "roles of the application"
                  + (archive.sources().isEmpty()
                      ? ""
                      : " by " + String.join(", ", archive.sources()))
                  + ": "
                  + (roles.isEmpty() ? "none" : String.join(", ", roles)));
          for (Page page : pages(archive, access)) {
            lines.add(
                "  %-6s %s (%s)"
                    .formatted(page.opens() ? "opens" : "403", page.patterns(), page.methods()));
          }
        });
  }

  private static CallerAccess access(Authenticated caller) {
    Set<String> groups = new LinkedHashSet<>(caller.names().groups());
    groups.addAll(caller.names().groupIds());
    groups.addAll(caller.identity().groupAccessIds());
    Set<String> names = new LinkedHashSet<>(caller.names().aliases());
    names.add(caller.identity().accessId());
    return new CallerAccess(names, groups);
  }

  private static List<Page> pages(ApplicationArchive archive, CallerAccess access) {
    List<Page> pages = new ArrayList<>();
    for (WebModule module : archive.modules()) {
      for (SecurityConstraint constraint : module.constraints()) {
        pages.add(
            new Page(
                access.opens(constraint, module),
                module.contextRoot() + String.join(", ", constraint.patterns()),
                constraint.methods()));
      }
    }
    return pages;
  }

  /** The same, for a program. */
  String json() {
    JsonArrayBuilder steps = JSON.createArrayBuilder();
    for (Checklist.Line line : explanation.lines()) {
      steps.add(
          JSON.createObjectBuilder()
              .add("step", line.step().title())
              .add("verdict", verdict(line).toLowerCase(Locale.ROOT))
              .add("wanted", line.wanted())
              .add("found", line.found()));
    }
    JsonObjectBuilder all =
        JSON.createObjectBuilder()
            .add("verdict", explanation.verdict().name().toLowerCase(Locale.ROOT))
            .add("steps", steps);
    explanation
        .refusal()
        .ifPresent(
            refusal ->
                all.add("number", refusal.reason().id())
                    .add("text", refusal.reason().text())
                    .add("definition", refusal.details().definition())
                    .add("alg", refusal.details().alg())
                    .add("kid", refusal.details().kid())
                    .add("typ", refusal.details().typ())
                    .add("passesOnOpenPages", refusal.isForeign())
                    .add("details", JSON.createArrayBuilder(refusal.details().sentences())));
    explanation.undecided().ifPresent(why -> all.add("text", why));
    explanation.caller().ifPresent(caller -> addCaller(caller, all));
    return all.build().toString();
  }

  private void addCaller(Authenticated caller, JsonObjectBuilder all) {
    all.add("definition", caller.jwt().issuerId())
        .add("principal", caller.names().user())
        .add("id", caller.identity().accessId())
        .add("realm", caller.identity().realm())
        .add("groups", JSON.createArrayBuilder(caller.names().groups()))
        .add("groupIds", JSON.createArrayBuilder(caller.identity().groupAccessIds()))
        .add(
            "roles", JSON.createArrayBuilder(caller.identity().roles().stream().sorted().toList()));
    application.ifPresent(
        archive -> {
          CallerAccess access = access(caller);
          Set<String> roles = access.roles(archive);
          JsonArrayBuilder pages = JSON.createArrayBuilder();
          for (Page page : pages(archive, access)) {
            pages.add(
                JSON.createObjectBuilder()
                    .add("pages", page.patterns())
                    .add("methods", page.methods())
                    .add("opens", page.opens()));
          }
          all.add("applicationRoles", JSON.createArrayBuilder(roles)).add("pages", pages);
        });
  }
}
