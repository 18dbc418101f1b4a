package dev.signet.benchmarks.server;

import dev.signet.benchmarks.app.MechanismApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Open Liberty, once for each way to accept a token, all with the same application and heap. */
final class Liberty {
  private static final String SERVER_XML =
      """
      <server>
        <featureManager>
          <feature>servlet-6.0</feature>
          <feature>appSecurity-5.0</feature>
          %s
        </featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
        %s
        <webApplication location="user.war" contextRoot="/"/>
        <config updateTrigger="disabled"/>
        <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
      </server>
      """;

  private static final String BELL =
      """
      <library id="signet"><file name="%s"/>%s</library>
        <bell libraryRef="signet" service="jakarta.servlet.ServletContainerInitializer"/>""";

  private static final String ISSUER =
      """
      <signet_issuer id="benchmark" issuerIdentifier="%s" audiences="%s" jwkEndpointUrl="%s"
             signatureAlgorithm="%s" httpsRequired="false" realmName="benchmark"/>""";

  /** Without one, which Liberty makes by itself, neither of its own ways begins to work. */
  private static final String KEY_STORE = "<keyStore id=\"defaultKeyStore\" password=\"%s\"/>\n  ";

  private static final String MP_JWT =
      """
      <mpJwt id="inbound" issuer="%s" audiences="%s" jwksUri="%s" signatureAlgorithm="%s"
             userNameAttribute="sub" groupNameAttribute="groups"/>""";

  private static final String OPENID_CONNECT =
      """
      <openidConnectClient id="inbound" inboundPropagation="required" issuerIdentifier="%s"
             audiences="%s" jwkEndpointUrl="%s" signatureAlgorithm="%s" tokenReuse="true"
             httpsRequired="false" userIdentifier="sub" groupIdentifier="groups"
             realmName="benchmark"/>""";

  private final BenchmarkEnvironment place;

  Liberty(BenchmarkEnvironment place) {
    this.place = place;
  }

  Contender open() {
    return new Contender("open page", "open", () -> start("open", "", "", UserWar.plain()));
  }

  Contender signet() {
    String bell = BELL.formatted(place.signet(), "");
    return new Contender(
        "Signet, server-wide",
        "user",
        () -> start("signet", feature("bells-1.0"), bell, UserWar.plain()));
  }

  /** With signatures by a provider that lies beside Signet's jar, as docs/CONFIGURATION.md says. */
  Contender signetWithNativeProvider() {
    String file = "<file name=\"%s\"/>".formatted(place.nativeProvider());
    String bell = BELL.formatted(place.signet(), file);
    String json =
        place
            .signetJson()
            .replaceFirst("\\{", "{ \"signatureProvider\": \"AmazonCorrettoCryptoProvider\",");
    return new Contender(
        "Signet, Amazon Corretto Crypto Provider",
        "user",
        () -> start("signet-native", feature("bells-1.0"), bell, UserWar.plain(), json));
  }

  Contender signetAsFeature() {
    String element = trusted(ISSUER);
    return new Contender(
        "Signet, the feature",
        "user",
        () -> start("signet-feature", feature("signet:signet-1.0"), element, UserWar.plain()));
  }

  Contender signetInApplication() {
    return new Contender(
        "Signet in WEB-INF/lib",
        "user",
        () -> start("signet-war", "", "", UserWar.plain().withLibrary(place.signet())));
  }

  Contender signetAsMechanism() {
    return new Contender(
        "Signet as a mechanism",
        "user",
        () ->
            start(
                "signet-mechanism",
                feature("cdi-4.0"),
                "",
                UserWar.plain().with(MechanismApplication.class).withLibrary(place.signet())));
  }

  Contender mpJwt() {
    return new Contender(
        "mpJwt-2.1",
        "user",
        () ->
            start(
                "mpjwt",
                feature("mpJwt-2.1"),
                trusting(MP_JWT),
                UserWar.plain().withElements(UserWar.MP_JWT_LOGIN)));
  }

  Contender openidConnect() {
    String feature = feature("openidConnectClient-1.0");
    return new Contender(
        "openidConnectClient-1.0",
        "user",
        () -> start("oidc", feature, trusting(OPENID_CONNECT), UserWar.plain()));
  }

  private static String feature(String name) {
    return "<feature>" + name + "</feature>";
  }

  private String trusting(String element) {
    return KEY_STORE.formatted(UUID.randomUUID()) + trusted(element);
  }

  private String trusted(String element) {
    Issuer issuer = place.issuer();
    return element.formatted(Issuer.NAME, Issuer.AUDIENCE, issuer.keySetUrl(), issuer.algorithm());
  }

  private ServerProcess start(String name, String feature, String elements, UserWar war)
      throws IOException, InterruptedException {
    return start(name, feature, elements, war, place.signetJson());
  }

  private ServerProcess start(
      String name, String feature, String elements, UserWar war, String signetJson)
      throws IOException, InterruptedException {
    int port = BenchmarkEnvironment.freePort();
    Path usr = place.run().resolve("liberty");
    Path folder = usr.resolve("servers").resolve(name);
    BenchmarkEnvironment.clear(folder);
    war.writeTo(folder.resolve("apps").resolve("user.war"));
    Files.writeString(folder.resolve("server.xml"), SERVER_XML.formatted(feature, port, elements));
    Files.writeString(folder.resolve("signet.json"), signetJson);
    Files.write(folder.resolve("jvm.options"), BenchmarkEnvironment.JVM_OPTIONS);
    return ServerProcess.start(
        List.of(place.servers().resolve("wlp/bin/server").toString(), "run", name, "--clean"),
        Map.of("WLP_USER_DIR", usr.toString(), "LOG_DIR", folder.resolve("logs").toString()),
        folder.resolve("console.log"),
        port);
  }
}
