package dev.signet.it.setup;

import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * With {@code -Dit.clustered} the server of the suite is one of two members: its {@code
 * signet.json}, and those of the tests, have {@code cache}, and another member runs beside. The
 * tests are the same, and so is what they expect.
 */
public final class ClusteredSuite implements BeforeAllCallback {
  /** The one beside, the server, other servers, and applications with a Signet of their own. */
  private static final int MOST = 8;

  private static final Optional<HazelcastMembers> MEMBERS =
      Boolean.getBoolean("it.clustered")
          ? Optional.of(HazelcastMembers.of(MOST, Server.target().resolve("clustered")))
          : Optional.empty();

  /** {@code cache} of a {@code signet.json}, where the suite runs in a cluster. */
  static Optional<Map<String, Object>> cache() {
    return MEMBERS.map(HazelcastMembers::cache);
  }

  /** A {@code signet.json}, with {@code cache} where the suite runs in a cluster. */
  public static Path joined(Path settings) {
    MEMBERS.ifPresent(members -> join(settings, members));
    return settings;
  }

  private static void join(Path settings, HazelcastMembers members) {
    try {
      String text = Files.readString(settings);
      int begin = text.indexOf('{') + 1;
      Files.writeString(
          settings,
          text.substring(0, begin)
              + "\"cache\": "
              + members.settings()
              + ","
              + text.substring(begin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jars of the engine; none where the suite runs in no cluster. */
  static List<Path> engine() {
    if (MEMBERS.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> jars = Files.list(Server.providerJar().getParent())) {
      return jars.filter(jar -> !jar.equals(Server.providerJar())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Before the first class, and so before its server. */
  @Override
  public void beforeAll(ExtensionContext context) {
    MEMBERS.ifPresent(
        members ->
            context
                .getRoot()
                .getStore(Namespace.create(ClusteredSuite.class))
                .getOrComputeIfAbsent("member", key -> begin(members)));
  }

  /** The member beside; JUnit closes it after the last class. */
  private static AutoCloseable begin(HazelcastMembers members) {
    join(Server.directory().resolve("signet.json"), members);
    return ChildProcess.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-Dhazelcast.config=" + members.file(),
            "-cp",
            engine().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            "com.hazelcast.core.server.HazelcastMemberStarter"),
        Map.of(),
        Server.target().resolve("clustered").resolve("member.log"));
  }
}
