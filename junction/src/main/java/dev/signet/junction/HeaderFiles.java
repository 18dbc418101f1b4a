package dev.signet.junction;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A folder with one file a caller, each a request header for {@code curl -H @FILE} with that
 * caller's token. Only their owner can read the files. They are written again when half of the
 * tokens' lifetime is over, so whoever reads one gets a token that is good for a while, and they
 * are deleted when this is closed.
 */
final class HeaderFiles implements AutoCloseable {
  private static final String HEADER = "jwt";

  private final Path folder;
  private final TokenMint mint;
  private final InstantSource clock;
  private final Duration lifetime;
  private final Map<DemoCaller, TokenRequest> requests = new EnumMap<>(DemoCaller.class);
  private Instant renewAt = Instant.MIN;
  private boolean closed;

  HeaderFiles(Path folder, TokenMint mint, InstantSource clock, String issuer, Duration lifetime) {
    this.folder = folder.toAbsolutePath().normalize();
    this.mint = mint;
    this.clock = clock;
    this.lifetime = lifetime;
    for (DemoCaller caller : DemoCaller.values()) {
      requests.put(caller, request(caller, issuer, lifetime));
    }
  }

  Path of(DemoCaller caller) {
    return folder.resolve(caller.user() + ".header");
  }

  /** Writes the files, the first time and whenever the tokens in them have grown old. */
  synchronized void renewIfDue() {
    Instant now = clock.instant();
    if (closed || now.isBefore(renewAt)) {
      return;
    }
    requests.forEach(
        (caller, request) ->
            WholeFile.ownerOnly(of(caller)).write(HEADER + ": " + mint.mint(request) + "\n"));
    renewAt = now.plus(lifetime.dividedBy(2));
  }

  /** The value of the header in such a file. */
  static String token(Path file) {
    try {
      return Files.readString(file, UTF_8).strip().substring(HEADER.length() + 2);
    } catch (IOException e) {
      throw new CommandFailedException(file, "cannot be read", e);
    }
  }

  /** Deletes the files, and the folder unless there is something else in it. */
  @Override
  public synchronized void close() {
    closed = true;
    for (DemoCaller caller : DemoCaller.values()) {
      delete(of(caller));
    }
    delete(folder);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new CommandFailedException(path, "cannot be deleted", e);
    }
  }

  private static TokenRequest request(DemoCaller caller, String issuer, Duration lifetime) {
    return new TokenRequest(
        issuer,
        caller.user(),
        List.of(caller.group()),
        List.of(),
        UUID.randomUUID().toString(),
        lifetime,
        JsonValue.EMPTY_JSON_OBJECT);
  }
}
