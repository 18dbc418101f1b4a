package dev.signet.container;

import dev.signet.config.Mode;
import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.security.auth.Subject;

/** An application behind the module, with one definition, that is measured. */
final class MeasuredApplication implements AutoCloseable {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private final AuthenticatorInForce line;
  private final SignetConfig config;
  private final ObjectName name;

  MeasuredApplication(String path, Configs config) throws Exception {
    this.config = config.load();
    this.line =
        new AuthenticatorInForce(new AppContextId("host", path), Mode.ENFORCE, new SettableClock());
    this.name = new ObjectName("dev.signet:type=Metrics,application=\"host " + path + "\"");
  }

  /** Without a configuration in force. */
  static MeasuredApplication at(String path, Path directory) throws Exception {
    return new MeasuredApplication(path, Configs.in(directory));
  }

  MeasuredApplication reload() {
    line.take(config);
    return this;
  }

  /** One request to a protected page. */
  MeasuredApplication request(Requests request) throws Exception {
    new JwtServerAuthModule(line::now, callbacks -> {})
        .validateRequest(new Exchange(request.build(), true), new Subject(), new Subject());
    return this;
  }

  static Requests good() {
    return Requests.empty().header("jwt", Tokens.good().compact());
  }

  static Requests expired() {
    return Requests.empty().header("jwt", Tokens.good().time("exp", -3600).compact());
  }

  /** What JMX shows of the requests: result, kind of failure, definition, how many. */
  List<String> authentications() throws Exception {
    return Arrays.stream((CompositeData[]) Objects.requireNonNull(attribute("Authentications")))
        .map(
            series ->
                series.get("result")
                    + " "
                    + series.get("errorType")
                    + " "
                    + series.get("definition")
                    + " "
                    + series.get("count"))
        .sorted()
        .toList();
  }

  Object attribute(String attribute) throws Exception {
    return SERVER.getAttribute(name, attribute);
  }

  boolean isShown() {
    return SERVER.isRegistered(name);
  }

  @Override
  public void close() {
    line.close();
  }
}
