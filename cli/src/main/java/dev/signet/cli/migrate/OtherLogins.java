package dev.signet.cli.migrate;

import dev.signet.cli.migrate.Finding.Kind;
import dev.signet.cli.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server's configuration has beside the tokens, and what of it ends or has to change. */
final class OtherLogins {
  private static final Set<String> REGISTRIES =
      Set.of(
          "basicRegistry",
          "ldapRegistry",
          "safRegistry",
          "quickStartSecurity",
          "federatedRepository");
  private static final Set<String> LOGINS =
      Set.of(
          "samlWebSso20",
          "spnego",
          "trustAssociation",
          "jwtSso",
          "oidcLogin",
          "oauth2Login",
          "googleLogin",
          "githubLogin");

  /** From which version on a feature is of Jakarta EE 10; none for those that have other names. */
  private static final Map<String, Optional<String>> JAKARTA =
      Map.of(
          "servlet", Optional.of("6.0"),
          "appSecurity", Optional.of("5.0"),
          "webProfile", Optional.of("10.0"),
          "jakartaee", Optional.of("10.0"),
          "microProfile", Optional.of("6.0"),
          "cdi", Optional.of("4.0"),
          "jsp", Optional.empty(),
          "jaxrs", Optional.empty(),
          "javaee", Optional.empty(),
          "ssl", Optional.empty());

  private static final Pattern FEATURE = Pattern.compile("([A-Za-z0-9]+)-([0-9]+)\\.([0-9]+)");

  private OtherLogins() {}

  /** Adds what is to be said of a server to its report. */
  static void tell(ServerConfig config, Report report) {
    for (Element element : config.all()) {
      if (REGISTRIES.contains(element.name())) {
        report.add(
            element.finding(
                "",
                Kind.STRICTER,
                "a login with a user and a password of this registry (Basic, a form) ends, also for"
                    + " requests that no authFilter fits, and so do roles bound to its users and"
                    + " groups: name applications that need it in excludedApplications"));
      } else if (LOGINS.contains(element.name())) {
        report.add(
            element.finding(
                "",
                Kind.STRICTER,
                "this login ends for the applications that Signet serves: name those that need it in"
                    + " excludedApplications"));
      } else if (element.name().equals("featureManager")) {
        tellAboutFeatures(element, report);
      }
    }
  }

  private static void tellAboutFeatures(Element manager, Report report) {
    List<String> old =
        manager.children().stream()
            .map(XmlElement::text)
            .filter(OtherLogins::isBeforeJakarta)
            .toList();
    if (!old.isEmpty()) {
      report.add(
          manager.finding(
              "feature",
              Kind.TO_DO,
              "Signet needs Jakarta EE 10 (servlet-6.0, appSecurity-5.0): replace "
                  + String.join(", ", old)));
    }
  }

  private static boolean isBeforeJakarta(String feature) {
    Matcher parts = FEATURE.matcher(feature);
    if (!parts.matches() || !JAKARTA.containsKey(parts.group(1))) {
      return false;
    }
    Optional<String> first = JAKARTA.getOrDefault(parts.group(1), Optional.empty());
    return first.filter(version -> Double.parseDouble(version) <= number(parts)).isEmpty();
  }

  private static double number(Matcher feature) {
    return Double.parseDouble(feature.group(2) + "." + feature.group(3));
  }
}
