package dev.signet.mpjwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where keys are (MicroProfile JWT 2.1 section 9.2.3): on the class path of the application, in a
 * file, or at an address. Messages name the place and have nothing of the key.
 */
record KeyPlaces(ClassLoader loader) {
  private static final String CLASS_PATH = "classpath:";
  private static final int MAX_BYTES = 262_144;

  /** Whether a location is an address that is asked over HTTP. */
  static boolean isAddress(String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    return lower.startsWith("https:") || lower.startsWith("http:");
  }

  /**
   * Reads the text at a location that is no address.
   *
   * @throws IllegalArgumentException where there is none
   */
  String read(String location) {
    try {
      if (location.toLowerCase(Locale.ROOT).startsWith("file:")) {
        return text(Files.newInputStream(Path.of(URI.create(location))), location);
      }
      String name =
          location.startsWith(CLASS_PATH) ? location.substring(CLASS_PATH.length()) : location;
      return text(loader.getResourceAsStream(name.replaceFirst("^/+", "")), location);
    } catch (IOException | RuntimeException e) {
      throw e instanceof IllegalArgumentException known && known.getCause() == null
          ? known
          : new IllegalArgumentException(location + " cannot be read");
    }
  }

  private static String text(@Nullable InputStream stream, String location) throws IOException {
    if (stream == null) {
      throw new IllegalArgumentException("the class path of the application has no " + location);
    }
    try (stream) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException(location + " is longer than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * A key as Signet reads it: a JSON Web Key, or a set of them, may be written in base64 as a
   * whole, and PEM without its first and last line.
   */
  static String plain(String text) {
    String key = text.strip();
    if (key.startsWith("{") || key.startsWith("-----")) {
      return key;
    }
    try {
      String body = key.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
      String decoded = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
      return decoded.strip().startsWith("{")
          ? decoded.strip()
          : "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
    } catch (IllegalArgumentException e) {
      return key;
    }
  }
}
