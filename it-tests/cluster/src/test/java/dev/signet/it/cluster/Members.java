package dev.signet.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The files of the recipe, for members on this machine. */
final class Members {
  private static final Path RECIPES = Path.of(ClusterServer.property("cluster.recipes"));

  private final int[] ports;

  private Members(int... ports) {
    this.ports = ports;
  }

  /** For so many members, each with a port of its own. */
  static Members of(int number) {
    return new Members(IntStream.range(0, number).map(i -> freePort()).toArray());
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String all(String pattern) {
    return Arrays.stream(ports)
        .mapToObj(port -> pattern.formatted(port))
        .collect(Collectors.joining(pattern.startsWith("<") ? "" : ","));
  }

  int port(int member) {
    return ports[member];
  }

  /** The recipe's file for one of the Hazelcast members. */
  Path hazelcast(Path folder, int member) {
    return hazelcast("hazelcast.xml", folder, member);
  }

  /** The one with the sessions of Liberty in the same member. */
  Path hazelcastWithSessions(Path folder, int member) {
    return hazelcast("sessions/hazelcast.xml", folder, member);
  }

  private Path hazelcast(String name, Path folder, int member) {
    String text =
        recipe(name)
            .replaceAll("(?s)<member>.*</member>", all("<member>127.0.0.1:%d</member>"))
            .replace("<interface>10.0.0.*</interface>", "<interface>127.0.0.1</interface>")
            .replace(">5701</port>", ">" + ports[member] + "</port>");
    return write(folder.resolve("hazelcast.xml"), text);
  }

  /** The recipe's file for a client of them. */
  Path hazelcastClient(Path folder) {
    String text =
        recipe("hazelcast-client.xml")
            .replaceAll("(?s)<address>.*</address>", all("<address>127.0.0.1:%d</address>"));
    return write(folder.resolve("hazelcast-client.xml"), text);
  }

  /** The recipe's file for one of the Infinispan members. */
  Path infinispan(Path folder, int member) {
    return infinispan("infinispan.xml", folder, member);
  }

  /** The one with a store, which is in the same folder. */
  Path stored(Path folder, int member) {
    return infinispan("infinispan-stored.xml", folder, member);
  }

  private Path infinispan(String name, Path folder, int member) {
    String text =
        recipe(name)
            .replace("/var/lib/signet/", folder.resolve("store") + "/")
            .replaceAll(
                "initial_hosts=\"[^\"]*\"", "initial_hosts=\"" + all("127.0.0.1[%d]") + "\"")
            .replace("bind_addr=\"10.0.0.1\"", "bind_addr=\"127.0.0.1\"")
            .replace("bind_port=\"7800\"", "bind_port=\"" + ports[member] + "\"");
    return write(folder.resolve(name), text);
  }

  private static String recipe(String name) {
    try {
      return Files.readString(RECIPES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
