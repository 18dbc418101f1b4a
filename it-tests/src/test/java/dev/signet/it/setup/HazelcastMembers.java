package dev.signet.it.setup;

import dev.signet.it.server.ChildProcess;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The recipe's file for Hazelcast members, for some on this machine: each takes the next port that
 * is free, so that all of them have the same file.
 */
public record HazelcastMembers(Path file) {
  private static final Path RECIPE = Path.of("..", "docs", "cluster", "hazelcast.xml");

  /** Writes the file for so many members. */
  public static HazelcastMembers of(int number, Path folder) {
    int port = ChildProcess.freePort();
    String members =
        IntStream.range(port, port + number)
            .mapToObj("<member>127.0.0.1:%d</member>"::formatted)
            .collect(Collectors.joining());
    try {
      String text =
          Files.readString(RECIPE)
              .replaceAll("(?s)<member>.*</member>", members)
              .replace("<interface>10.0.0.*</interface>", "<interface>127.0.0.1</interface>")
              .replace(
                  "<port auto-increment=\"false\">5701</port>",
                  "<port auto-increment=\"true\" port-count=\"%d\">%d</port>"
                      .formatted(number, port));
      Files.createDirectories(folder);
      return new HazelcastMembers(
          Files.writeString(folder.toAbsolutePath().resolve("hazelcast.xml"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code cache} of a {@code signet.json}, with an exchange of revocations. */
  public Map<String, Object> cache() {
    return Map.of(
        "provider",
        "com.hazelcast.cache.HazelcastMemberCachingProvider",
        "uri",
        file.toUri().toString(),
        "name",
        "signet-used",
        "revocations",
        "signet-revoked");
  }

  /** The same as JSON. */
  public String settings() {
    return Json.createObjectBuilder(cache()).build().toString();
  }
}
