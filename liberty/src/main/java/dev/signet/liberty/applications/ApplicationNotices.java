package dev.signet.liberty.applications;

import dev.signet.config.ServedApplications;
import dev.signet.config.SignetConfig;
import dev.signet.container.AppContextId;
import dev.signet.container.Server;
import dev.signet.log.Messages;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says when an application starts what its administrator would otherwise learn from a 403, or not
 * at all: roles that nobody has, and names of applications that no application has. Each is said
 * once for each start of an application, and changes nothing.
 */
@Component(service = ApplicationNotices.class)
public final class ApplicationNotices {
  private static final Logger LOG = Messages.logger(ApplicationNotices.class);

  private final BundleContext server;
  private final ServerElements elements;

  /** Names that the log has told, for as long as the feature runs: as many as settings have. */
  private final Set<String> told = new TreeSet<>();

  /**
   * For the component runtime.
   *
   * @param server the bundles of the server
   * @param elements Liberty's configuration
   */
  @Activate
  public ApplicationNotices(BundleContext server, @Reference ConfigurationAdmin elements) {
    this.server = server;
    this.elements = new ServerElements(server, elements);
  }

  /**
   * Looks at an application.
   *
   * @param application the application that starts
   * @param config its configuration
   */
  public void look(ServletContext application, SignetConfig config) {
    try {
      List<LibertyApplication> all = LibertyApplication.all(server);
      tellUnknownNames(config.applications(), all);
      if (config.applications().serves(AppContextId.namesOf(application), false)) {
        tellBindings(application, config, all);
      }
    } catch (IllegalStateException e) {
      return; // the feature is on its way out of the server
    }
  }

  private void tellBindings(
      ServletContext application, SignetConfig config, List<LibertyApplication> all) {
    if (elements.hasRegistry()) {
      return;
    }
    Optional<String> name = Server.applicationName(application);
    List<Binding> bindings =
        all.stream()
            .filter(one -> name.filter(one.name()::equals).isPresent())
            .flatMap(this::bindings)
            .distinct()
            .toList();
    for (Binding binding : bindings) {
      LOG.log(
          Level.WARNING,
          "SIGNET0010W: The application {0} binds the role {1} to the {2} {3} without an"
              + " access-id, and the server has no user registry that could tell it. Nobody has the"
              + " role, and its pages answer 403. Add {4} to that {2} in {5}.",
          name.orElse(application.getContextPath()),
          binding.role(),
          binding.kind(),
          binding.name(),
          accessIds(binding, config),
          binding.place());
    }
  }

  private Stream<Binding> bindings(LibertyApplication application) {
    List<Binding> found = new ArrayList<>(elements.bindings(application.bindings()));
    BindingsOfFile.find(application.location()).map(BindingsOfFile::of).ifPresent(found::addAll);
    return found.stream();
  }

  /** What to write, for each realm that a caller of this configuration may have. */
  private static String accessIds(Binding binding, SignetConfig config) {
    Set<String> realms = new LinkedHashSet<>();
    config.issuers().forEach(issuer -> realms.addAll(issuer.identity().realm().names()));
    return realms.stream()
        .limit(3)
        .map(realm -> "access-id=\"" + binding.kind() + ":" + realm + "/" + binding.name() + "\"")
        .collect(Collectors.joining(" or "));
  }

  private void tellUnknownNames(ServedApplications served, List<LibertyApplication> all) {
    tellUnknownNames("applications", served.included(), all);
    tellUnknownNames("excludedApplications", served.excluded(), all);
  }

  private void tellUnknownNames(String setting, Set<String> entries, List<LibertyApplication> all) {
    Set<String> known =
        all.stream().map(LibertyApplication::name).collect(Collectors.toCollection(TreeSet::new));
    known.addAll(InDropins.names());
    for (String entry : new TreeSet<>(entries)) {
      boolean isUnknown = ServedApplications.isName(entry) && !known.contains(entry);
      if (isUnknown && isFirst(setting + " " + entry)) {
        LOG.log(
            Level.WARNING,
            "SIGNET0011W: {0} has the name {1}, which is that of no application, so it counts for"
                + " none.{2} The names of the applications of this server are {3}.",
            setting,
            entry,
            hint(entry, all),
            known);
      }
    }
  }

  private static String hint(String entry, List<LibertyApplication> all) {
    return all.stream()
        .filter(one -> one.id().filter(entry::equals).isPresent())
        .findFirst()
        .map(one -> " It is the id of the application " + one.name() + ": write that name.")
        .orElse("");
  }

  private synchronized boolean isFirst(String notice) {
    return told.add(notice);
  }
}
