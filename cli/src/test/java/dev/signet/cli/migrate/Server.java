package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server's configuration directory, written line by line, and what becomes of it. */
final class Server {
  private final Path folder;
  private final Map<String, String> environment =
      new HashMap<>(Map.of("KEYS_PASSWORD", "of-the-tests"));

  private Server(Path folder) {
    this.folder = folder;
  }

  static Server in(Path folder) {
    return new Server(folder);
  }

  /** What stands inside of {@code server}, whose tag is the first line. */
  Server xml(String... lines) throws IOException {
    Stream<String> all = Stream.of(Stream.of("<server>"), Arrays.stream(lines)).flatMap(s -> s);
    return file("server.xml", Stream.concat(all, Stream.of("</server>")).toArray(String[]::new));
  }

  Server file(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  Server keyStore(String name, String curveOrRsa, String... aliases) throws Exception {
    new Fixture("made", folder).withKeyStore(name, curveOrRsa, aliases);
    return this;
  }

  /** An environment variable of the process. */
  Server environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs the command; an argument that is no option is a file of this server. */
  Outcome migrate(String... arguments) {
    List<String> all =
        Stream.concat(Stream.of("server.xml"), Arrays.stream(arguments))
            .map(a -> a.startsWith("-") ? a : folder.resolve(a).toString())
            .toList();
    return new Outcome(Run.of(environment, all.toArray()), folder);
  }

  /** The line about each element that is carried over and stands in server.xml itself. */
  static String takenOut(String element) {
    return element
        + ": to do: take it out when Signet is loaded, otherwise both process the token: --server-xml"
        + " writes the file without it";
  }

  /** The line about each mpJwt that is carried over. */
  static String injects(String element) {
    return element
        + ": to do: an application that injects JsonWebToken or claims gets empty ones while Signet"
        + " serves it: let it inject JwtPrincipal, or name it in excludedApplications";
  }

  /** The line about each mpJwt where no file of an application is named. */
  static String notRead(String element) {
    return element
        + ": looser: the applications' microprofile-config.properties were not read: what one says of"
        + " mp.jwt.verify.audiences and the like, where this element is silent, is not checked here;"
        + " name it by --mp-config";
  }

  /** The line about the issuer of each mpJwt. */
  static String isRealm(String element) {
    return element
        + ": issuer: to do: is the realm of users and groups too, as there; realmName changes it";
  }

  /** What a run printed; in it the directory is called SERVER. */
  record Outcome(Run run, Path folder) {
    private static final String UNREAD =
        "signet.json: to do: Signet does not start with what is here: ";
    private static final List<String> FOR_CLIENTS =
        List.of(
            "every openidConnectClient: stricter: a token that is refused is refused on pages for everyone as"
                + " well; there such a page opens without a user",
            "every openidConnectClient: looser: on a page for everyone the application sees the user of a good"
                + " token; there it sees none");
    private static final List<String> FOR_ALL =
        List.of(
            "every definition: stricter: the typ of a token must be JWT where it has one, and an RSA"
                + " key needs 2048 bits",
            "every definition: stricter: an application that Signet serves takes tokens alone: its"
                + " logins with a password, a form, a certificate or an LTPA cookie end;"
                + " excludedApplications leaves an application as it is");

    /**
     * The report up to what every report says, the count at its end, and the exit code that goes
     * with the count.
     */
    Outcome reports(int carried, int leftOut, String... lines) {
      List<String> report = shown(run.err());
      boolean isRead = report.stream().noneMatch(line -> line.startsWith(UNREAD));
      String readBack =
          carried == 0
              ? ""
              : "; Signet's own reader has read the result"
                  + (isRead ? "" : " but for what is not here");
      String end = carried + " carried over, " + leftOut + " left out" + readBack;
      int isFailure = carried == 0 ? 1 : 0;
      int ofAll = report.indexOf(FOR_ALL.get(0));
      List<String> expected = new ArrayList<>(List.of(lines));
      if (expected.stream().anyMatch(Outcome::isAboutACarriedClient)) {
        expected.addAll(FOR_CLIENTS);
      }
      assertEquals(String.join("\n", expected), String.join("\n", report.subList(0, ofAll)));
      assertEquals(FOR_ALL, report.subList(ofAll, ofAll + FOR_ALL.size()));
      List<String> rest =
          report.subList(ofAll + FOR_ALL.size(), report.size() - isFailure).stream()
              .filter(line -> !line.startsWith(UNREAD))
              .toList();
      assertEquals(List.of(end), rest);
      assertEquals(carried == 0 ? 1 : leftOut == 0 ? 0 : 3, run.exitCode());
      return this;
    }

    private static boolean isAboutACarriedClient(String line) {
      return line.contains(": openidConnectClient") && line.contains(": to do: take it out");
    }

    /** What could not be checked, since it is not here. */
    Outcome couldNotCheck(String... problems) {
      List<String> expected = Arrays.stream(problems).map(problem -> UNREAD + problem).toList();
      List<String> unread =
          shown(run.err()).stream().filter(line -> line.startsWith(UNREAD)).toList();
      assertEquals(expected, unread);
      return this;
    }

    /** The whole file, with single quotes for double ones. */
    Outcome writes(String... lines) {
      String expected = String.join("\n", lines).replace('\'', '"');
      assertEquals(expected, String.join("\n", shown(run.out())));
      return this;
    }

    /** Lines that follow each other in the file, wherever they begin. */
    Outcome has(String... lines) {
      String expected = String.join("\n", lines).replace("'", "\"");
      String written = String.join("\n", shown(run.out())).replace("\\\"", "\"");
      assertTrue(
          written
              .lines()
              .map(String::strip)
              .toList()
              .toString()
              .contains(
                  expected.lines().map(String::strip).reduce((a, b) -> a + ", " + b).orElse("")),
          written);
      return this;
    }

    /** The one line of a run that failed before there was a report. */
    Outcome fails(String message) {
      assertEquals(List.of("signet migrate: " + message), shown(run.err()));
      assertEquals("", run.out());
      assertEquals(1, run.exitCode());
      return this;
    }

    private List<String> shown(String text) {
      return text.replace(folder.toString(), "SERVER").lines().toList();
    }
  }
}
