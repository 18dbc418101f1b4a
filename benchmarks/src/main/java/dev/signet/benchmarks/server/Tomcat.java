package dev.signet.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tomcat, which has no way of its own to accept a token: the open page and Signet. */
final class Tomcat {
  private static final String SERVER_XML =
      """
      <Server port="-1" shutdown="SHUTDOWN">
        <Service name="Catalina">
          <Connector address="127.0.0.1" port="%d" protocol="HTTP/1.1" maxKeepAliveRequests="-1"/>
          <Engine name="Catalina" defaultHost="localhost">
            <Host name="localhost" appBase="webapps" autoDeploy="false"/>
          </Engine>
        </Service>
      </Server>
      """;

  private final BenchmarkEnvironment place;
  private final List<String> jvmOptions;

  Tomcat(BenchmarkEnvironment place) {
    this(place, BenchmarkEnvironment.JVM_OPTIONS);
  }

  private Tomcat(BenchmarkEnvironment place, List<String> jvmOptions) {
    this.place = place;
    this.jvmOptions = jvmOptions;
  }

  /** The same with one more option of the virtual machine. */
  Tomcat with(String jvmOption) {
    return new Tomcat(place, Stream.concat(jvmOptions.stream(), Stream.of(jvmOption)).toList());
  }

  Contender open() {
    return new Contender("open page", "open", () -> start("open", UserWar.plain()));
  }

  Contender signet() {
    return new Contender(
        "Signet in WEB-INF/lib",
        "user",
        () -> start("signet", UserWar.plain().withLibrary(place.signet())));
  }

  List<Contender> contenders() {
    return List.of(open(), signet());
  }

  private ServerProcess start(String name, UserWar war) throws IOException, InterruptedException {
    int port = BenchmarkEnvironment.freePort();
    Path home = place.home("apache-tomcat-");
    Path base = place.run().resolve("tomcat").resolve(name);
    BenchmarkEnvironment.replace(base.resolve("conf"), home.resolve("conf"));
    BenchmarkEnvironment.clear(base.resolve("webapps"));
    for (String folder : List.of("logs", "temp", "work")) {
      Files.createDirectories(base.resolve(folder));
    }
    Files.writeString(base.resolve("conf/server.xml"), SERVER_XML.formatted(port));
    Files.writeString(base.resolve("conf/signet.json"), place.signetJson());
    war.writeTo(base.resolve("webapps").resolve("ROOT.war"));
    return ServerProcess.start(
        List.of("sh", home.resolve("bin/catalina.sh").toString(), "run"),
        Map.of(
            "CATALINA_HOME",
            home.toString(),
            "CATALINA_BASE",
            base.toString(),
            "CATALINA_OPTS",
            String.join(" ", jvmOptions)),
        base.resolve("console.log"),
        port);
  }
}
