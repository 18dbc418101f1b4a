package dev.signet.liberty.applications;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * An application as the server knows it, from {@code server.xml} or the folder {@code dropins}.
 *
 * @param name the name, by which Liberty's messages call it
 * @param id the {@code id} of its element; empty where it has none
 * @param location the archive or folder, as the element names it; absolute for {@code dropins}
 * @param bindings the PIDs of its {@code application-bnd} elements
 */
record LibertyApplication(
    String name, Optional<String> id, String location, List<String> bindings) {

  /** Liberty registers a service of this type for each application, whose properties say it all. */
  private static final String SERVICE = "com.ibm.wsspi.application.Application";

  private static final Pattern ID = Pattern.compile(".*\\[(?!default-\\d)([^\\[\\]]+)]");

  LibertyApplication {
    bindings = List.copyOf(bindings);
  }

  /** Those that the server has now, started or not. */
  static List<LibertyApplication> all(BundleContext server) {
    try {
      ServiceReference<?>[] found = server.getAllServiceReferences(SERVICE, null);
      List<LibertyApplication> all = new ArrayList<>();
      for (ServiceReference<?> one : found == null ? new ServiceReference<?>[0] : found) {
        all.add(of(one));
      }
      return all;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LibertyApplication of(ServiceReference<?> service) {
    Matcher id = ID.matcher(text(service, "config.id"));
    Object bindings = service.getProperty("application-bnd");
    return new LibertyApplication(
        text(service, "name"),
        id.matches() ? Optional.of(id.group(1)) : Optional.empty(),
        text(service, "location"),
        bindings instanceof String[] pids ? Arrays.asList(pids) : Collections.emptyList());
  }

  private static String text(ServiceReference<?> service, String property) {
    return service.getProperty(property) instanceof String text ? text : "";
  }
}
