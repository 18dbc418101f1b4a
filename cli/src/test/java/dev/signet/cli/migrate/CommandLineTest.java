package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options, and what the exit code says. */
class CommandLineTest {
  private static final String CARRIED =
      "<mpJwt id='a' issuer='i' audiences='a' jwksUri='https://k.example.com/'/>";
  private static final String LEFT_OUT = "<openidConnectClient id='login'/>";

  @TempDir private Path folder;

  private static void isMistake(Run run, String message) {
    assertEquals("signet migrate: " + message + " (see signet migrate --help)\n", run.err());
    assertEquals("", run.out());
    assertEquals(2, run.exitCode());
  }

  @Test
  void helpNamesEveryOptionAndEveryExitCode() {
    Run run = Run.of("--help");
    assertEquals(0, run.exitCode());
    assertEquals("", run.err());
    assertEquals(
        List.of(
            "Usage: signet migrate [-hV] [--force] [--mp-config=FILE] [--output=FILE] [--report=FILE]",
            "                      [--server-xml=FILE] [--to=signet.json|server.xml] [--token-reuse=true|false]",
            "                      [--variables=FILE]... FILE",
            "Reads what a Liberty server.xml, its includes and its configDropins say in openidConnectClient,",
            "mpJwt, authFilter, keyStore and ssl, and writes the signet.json, or the server.xml with Signet's",
            "feature, that means the same. What could not be carried over, and what became stricter or looser,",
            "is said on standard error.",
            "Passwords are never copied into signet.json. Nothing but the server's files and those that are",
            "named is read, and no network is used.",
            "      FILE                The server's own configuration file, server.xml.",
            "      --to=signet.json|server.xml",
            "                          What to write: a signet.json (the default), or the server.xml with the",
            "                            elements of Signet's feature in place of the old ones.",
            "      --output=FILE       The file to write (default: standard output).",
            "      --report=FILE       Where to write the report (default: standard error).",
            "      --variables=FILE    A properties file with values of variables; may be given several times,",
            "                            the last one wins. bootstrap.properties, server.env and the folder",
            "                            variables beside server.xml are read anyway.",
            "      --mp-config=FILE    The microprofile-config.properties of an application: what it says of mp.",
            "                            jwt.* counts where mpJwt is silent.",
            "      --token-reuse=true|false",
            "                          What counts where an openidConnectClient does not say tokenReuse",
            "                            (default: false, as there). A proxy that sends one token all session",
            "                            long needs true.",
            "      --server-xml=FILE   With a signet.json: writes the server.xml that takes the old one's place",
            "                            as well, without the elements that are carried over, and with a bell",
            "                            that loads Signet. Passwords in it stay as they are.",
            "      --force             Write over files that are there already.",
            "  -h, --help              Show this help message and exit.",
            "  -V, --version           Print version information and exit.",
            "",
            "Exit code:",
            "  0   all of it is carried over",
            "  1   no file is written: a file cannot be read, or nothing can be carried over",
            "  2   a mistake in the options",
            "  3   a file is written, and something is left out"),
        run.out().lines().toList());
  }

  @Test
  void theVersionIsThatOfTheJar() {
    assertEquals("signet (not packaged)\n", Run.of("--version").out());
  }

  @Test
  void withoutAFile() {
    isMistake(Run.of(), "Missing required parameter: 'FILE'");
  }

  @Test
  void withTwoFiles() {
    isMistake(Run.of("a.xml", "b.xml"), "Unmatched argument at index 2: 'b.xml'");
  }

  @Test
  void anOptionWithoutItsValue() {
    isMistake(
        Run.of("a.xml", "--output"), "Missing required parameter for option '--output' (FILE)");
  }

  @Test
  void reuseIsTrueOrFalse() {
    isMistake(
        Run.of("a.xml", "--token-reuse=maybe"),
        "Invalid value for option '--token-reuse': 'maybe' is not a boolean");
  }

  @Test
  void aServerXmlIsWrittenInOneWayOnly() {
    isMistake(
        Run.of("a.xml", "--to=server.xml", "--server-xml=b.xml"),
        "--server-xml: with --to server.xml that is the file of --output");
    isMistake(
        Run.of("a.xml", "--to=web.xml"),
        "Invalid value for option '--to': is neither signet.json nor server.xml");
  }

  @Test
  void allOfItIsCarriedOver() throws Exception {
    Run run = Server.in(folder).xml(CARRIED).migrate().run();
    assertEquals(0, run.exitCode());
  }

  @Test
  void someOfItIsLeftOutAndTheRestIsWritten() throws Exception {
    Path json = folder.resolve("signet.json");
    Server.in(folder).xml(CARRIED, LEFT_OUT);
    Run run = Run.of(folder.resolve("server.xml"), "--output", json);
    assertEquals(3, run.exitCode());
    assertEquals("wrote " + json + ": issuers: 1\n", run.out());
    assertEquals(
        "1 carried over, 1 left out; Signet's own reader has read the result",
        run.err().lines().reduce("", (before, line) -> line));
    assertEquals("{", Files.readString(json).lines().findFirst().orElse(""));
  }

  @Test
  void allOfItIsLeftOutAndNothingIsWritten() throws Exception {
    Path json = folder.resolve("signet.json");
    Path report = folder.resolve("report.txt");
    Server.in(folder).xml(LEFT_OUT, LEFT_OUT.replace("login", "other"));
    Run run = Run.of(folder.resolve("server.xml"), "--output", json, "--report", report);
    run.isFailureOf(
        folder.resolve("server.xml"), "nothing could be carried over; the report says why");
    assertFalse(Files.exists(json));
    assertEquals(
        "0 carried over, 2 left out",
        Files.readString(report).lines().reduce("", (before, line) -> line));
  }

  @Test
  void aReportThatIsThereIsNotWrittenOverAndNothingElseIsWritten() throws Exception {
    Path json = folder.resolve("signet.json");
    Path report = folder.resolve("report.txt");
    Server.in(folder).xml(CARRIED).file("report.txt", "mine");
    Run.of(folder.resolve("server.xml"), "--output", json, "--report", report)
        .isFailureOf(report, "is there already; --force writes over it");
    assertFalse(Files.exists(json));
    assertEquals("mine\n", Files.readString(report));
  }

  @Test
  void anArgumentWithAnAtIsAFileAndNotAListOfArguments() {
    Path at = Path.of("@arguments");
    Run.of(at).isFailureOf(at, "does not exist");
  }
}
