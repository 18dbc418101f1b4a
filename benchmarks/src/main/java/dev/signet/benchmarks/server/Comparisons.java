package dev.signet.benchmarks.server;

import dev.signet.benchmarks.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The measurements of whole servers. */
public final class Comparisons implements AutoCloseable {
  private final BenchmarkEnvironment place;
  private final Tokens tokens;
  private final Wrk wrk;
  private final Pace pace;
  private final Progress progress;

  private Comparisons(
      BenchmarkEnvironment place, Tokens tokens, Wrk wrk, Pace pace, Progress progress) {
    this.place = place;
    this.tokens = tokens;
    this.wrk = wrk;
    this.pace = pace;
    this.progress = progress;
  }

  /**
   * Makes a key and the tokens.
   *
   * @param servers the unpacked servers
   * @param run the folder for intermediate files
   * @param pace how long to measure
   * @param progress gets a line for each step
   * @return what measures; close it
   * @throws IOException where files cannot be written
   */
  public static Comparisons prepare(Path servers, Path run, Pace pace, Progress progress)
      throws IOException {
    progress.say("signing tokens, " + pace.unseenTokens() + " of them never to be sent before");
    Issuer issuer = Issuer.rs256();
    Tokens tokens = Tokens.make(run.resolve("tokens"), issuer, pace);
    Wrk wrk = new Wrk(run.resolve("wrk"));
    return new Comparisons(
        new BenchmarkEnvironment(servers, run, issuer), tokens, wrk, pace, progress);
  }

  /**
   * Every load with every way to accept a token, on Open Liberty.
   *
   * @return the reports by the names of their files
   * @throws IOException where a server or the load is not as it must be
   * @throws InterruptedException on interruption
   */
  public Map<String, Report> load() throws IOException, InterruptedException {
    Liberty liberty = new Liberty(place);
    List<Contender> contenders =
        List.of(
            liberty.open(),
            liberty.signet(),
            liberty.signetInApplication(),
            liberty.signetAsMechanism(),
            liberty.mpJwt(),
            liberty.openidConnect());
    return compared(
        "liberty",
        "Open Liberty",
        contenders,
        LoadComparison.remembered(tokens),
        tokens,
        pace.warmUp());
  }

  /**
   * The feature beside the library with a bell, under the loads that matter most.
   *
   * @return the reports by the names of their files
   * @throws IOException where a server or the load is not as it must be
   * @throws InterruptedException on interruption
   */
  public Map<String, Report> feature() throws IOException, InterruptedException {
    Liberty liberty = new Liberty(place);
    List<Contender> contenders =
        List.of(liberty.open(), liberty.signet(), liberty.signetAsFeature());
    return compared(
        "liberty-feature",
        "Open Liberty",
        contenders,
        LoadComparison.essential(tokens),
        tokens,
        pace.shortWarmUp());
  }

  /**
   * New tokens of RS256 and ES256, with the signatures of the Java runtime and of another provider.
   *
   * @return the reports by the names of their files
   * @throws IOException where a server or the load is not as it must be
   * @throws InterruptedException on interruption
   */
  public Map<String, Report> signatures() throws IOException, InterruptedException {
    Liberty liberty = new Liberty(place);
    Map<String, Report> reports =
        compared(
            "liberty-rs256",
            "Open Liberty, RS256",
            List.of(liberty.open(), liberty.signet(), liberty.signetWithNativeProvider()),
            LoadComparison.essential(tokens),
            tokens,
            pace.shortWarmUp());
    progress.say("signing tokens with ES256");
    try (Issuer es256 = Issuer.es256()) {
      Tokens others = Tokens.make(place.run().resolve("tokens-es256"), es256, pace);
      Liberty with = new Liberty(place.with(es256));
      List<Contender> contenders =
          List.of(
              with.open(),
              with.signet(),
              with.signetWithNativeProvider(),
              with.mpJwt(),
              with.openidConnect());
      reports.putAll(
          compared(
              "liberty-es256",
              "Open Liberty, ES256",
              contenders,
              LoadComparison.essential(others),
              others,
              pace.shortWarmUp()));
    }
    return reports;
  }

  /**
   * The loads that matter most on other servers, beside what they have of their own.
   *
   * @return the reports by the names of their files
   * @throws IOException where a server or the load is not as it must be
   * @throws InterruptedException on interruption
   */
  public Map<String, Report> others() throws IOException, InterruptedException {
    List<Load> loads = LoadComparison.essential(tokens);
    Map<String, Report> reports =
        compared(
            "tomcat", "Tomcat", new Tomcat(place).contenders(), loads, tokens, pace.shortWarmUp());
    reports.putAll(
        compared(
            "wildfly",
            "WildFly",
            new WildFly(place).contenders(),
            loads,
            tokens,
            pace.shortWarmUp()));
    return reports;
  }

  /**
   * Remembered tokens with bad ones beside them.
   *
   * @return the reports by the names of their files
   * @throws IOException where a server or the load is not as it must be
   * @throws InterruptedException on interruption
   */
  public Map<String, Report> attack() throws IOException, InterruptedException {
    Liberty liberty = new Liberty(place);
    List<Contender> contenders =
        List.of(liberty.signet(), liberty.mpJwt(), liberty.openidConnect());
    try (Running running = Running.start("Open Liberty", contenders, tokens, progress)) {
      return new Attack(running, wrk, pace, progress).measure(tokens);
    }
  }

  /**
   * What a server's start and heap are with Signet and without, on Tomcat also with an archive of
   * class data that a start before has left (Liberty's agent allows none).
   *
   * @return the reports by the names of their files
   * @throws IOException where a server does not start
   * @throws InterruptedException on interruption
   */
  public Map<String, Report> start() throws IOException, InterruptedException {
    Liberty liberty = new Liberty(place);
    Tomcat tomcat = new Tomcat(place);
    Start start = new Start(pace, progress);
    Map<String, Report> reports =
        start.measure(
            "liberty",
            "Open Liberty",
            List.of(liberty.open(), liberty.signet(), liberty.signetAsFeature()));
    reports.putAll(
        start.measure(
            "tomcat",
            "Tomcat",
            List.of(
                tomcat.open(),
                tomcat.signet(),
                archived(tomcat, Tomcat::open),
                archived(tomcat, Tomcat::signet))));
    return reports;
  }

  private Contender archived(Tomcat tomcat, Function<Tomcat, Contender> kind)
      throws IOException, InterruptedException {
    Contender recorded = kind.apply(tomcat.with("-XX:+RecordDynamicDumpInfo"));
    progress.say("archive of class data: " + recorded.name());
    Path archive = place.run().resolve(recorded.name().replaceAll("\\W+", "-") + ".jsa");
    Files.deleteIfExists(archive);
    try (ServerProcess server = recorded.launch().start()) {
      new Jcmd(server).dumpClassData(archive);
    }
    return kind.apply(tomcat.with("-XX:SharedArchiveFile=" + archive.toAbsolutePath()))
        .called(recorded.name() + ", class-data archive");
  }

  /**
   * Where the time goes on Open Liberty with Signet, server-wide and as a mechanism.
   *
   * @return the reports by the names of their files
   * @throws IOException where the server or the load is not as it must be
   * @throws InterruptedException on interruption
   */
  public Map<String, Report> profile() throws IOException, InterruptedException {
    Liberty liberty = new Liberty(place);
    Contender signet = liberty.signet();
    Contender mechanism = liberty.signetAsMechanism();
    Map<String, Report> reports = new LinkedHashMap<>();
    Load one = Load.inTurn("1 token", tokens.one(), 8);
    Load fiveThousand = Load.inTurn("5,000 tokens", tokens.fiveThousand(), 8);
    Load unseen = Load.once("never seen before", tokens.unseen(), 8);
    List<Contender> contenders = List.of(signet, mechanism);
    try (Running running = Running.start("Open Liberty", contenders, tokens, progress)) {
      Duration time = pace.shortWarmUp();
      profile(running, signet, one, time).addTo(reports, "1 token");
      profile(running, signet, fiveThousand, time).addTo(reports, "5,000 tokens");
      profile(running, mechanism, one, time).addTo(reports, "1 token, as a mechanism");
      profile(running, signet, unseen, pace.unseenWarmUp()).addTo(reports, "never seen before");
    }
    return reports;
  }

  private Profile profile(Running running, Contender contender, Load load, Duration time)
      throws IOException, InterruptedException {
    progress.say("profile: " + contender.name() + ", " + load.name());
    ServerProcess server = running.server(contender);
    Jcmd jcmd = new Jcmd(server);
    var unused = wrk.send(load, contender, server, time);
    jcmd.startRecording();
    unused = wrk.send(load, contender, server, time);
    String name = (contender.name() + " " + load.name()).replaceAll("\\W+", "-");
    Path recording = place.run().resolve(name + ".jfr");
    jcmd.stopRecording(recording);
    return Profile.of(recording);
  }

  private Map<String, Report> compared(
      String file,
      String product,
      List<Contender> contenders,
      List<Load> loads,
      Tokens sent,
      Duration warmUp)
      throws IOException, InterruptedException {
    try (Running running = Running.start(product, contenders, sent, progress)) {
      LoadComparison comparison = new LoadComparison(running, wrk, pace, progress);
      comparison.measureAll(loads, warmUp, sent.unseen());
      Map<String, Report> reports = new LinkedHashMap<>();
      comparison.reports().forEach((name, report) -> reports.put(file + "-" + name, report));
      return reports;
    }
  }

  @Override
  public void close() {
    place.issuer().close();
  }
}
