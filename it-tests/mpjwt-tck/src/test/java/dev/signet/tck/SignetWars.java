package dev.signet.tck;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/**
 * Puts Signet into each application of the TCK, as its developer would. The TCK has the properties
 * of an application beside its {@code WEB-INF}, where no server looks for them: they are copied to
 * the class path too, since its tests read them through MicroProfile Config.
 */
public final class SignetWars implements ApplicationArchiveProcessor {
  private static final String PROPERTIES = "META-INF/microprofile-config.properties";

  /** What the deployer of two applications has to add. */
  private static final Map<String, String> ADDED =
      Map.of(
          "RsaKeySignatureTest.war",
          "signet.allowRsaKeysBelow2048Bits=true",
          "UnsecuredPingTest.war",
          "mp.jwt.verify.publickey.location=/publicKey.pem\n"
              + "mp.jwt.verify.issuer=https://server.example.com");

  @Override
  public void process(Archive<?> archive, TestClass test) {
    if (!(archive instanceof WebArchive war)) {
      return;
    }
    String properties =
        text(war.get(ArchivePaths.create(PROPERTIES)))
            + "\n"
            + ADDED.getOrDefault(war.getName(), "");
    if (!properties.isBlank()) {
      war.delete(ArchivePaths.create(PROPERTIES));
      war.addAsResource(new StringAsset(here(properties, war)), PROPERTIES);
    }
    Stream.of(Objects.requireNonNull(new File(System.getProperty("tck.libraries")).listFiles()))
        .forEach(war::addAsLibrary);
  }

  /** The TCK takes each application for the root of a server at port 8080; here it has its name. */
  private static String here(String properties, WebArchive war) {
    return properties.replace(
        "http\\://localhost\\:8080/",
        "http\\://127.0.0.1\\:"
            + System.getProperty("tck.http.port")
            + "/"
            + war.getName().replace(".war", "")
            + "/");
  }

  private static String text(@Nullable Node file) {
    if (file == null) {
      return "";
    }
    try (var stream = file.getAsset().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
