package dev.signet.attack;

import dev.signet.AuthenticationResult;
import dev.signet.token.VerificationUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the fuzz targets share: whatever comes in, one of three results or two failures comes out.
 */
final class Fuzzing {
  private Fuzzing() {}

  /** Sends a token; anything but a result and that keys are missing gets through as a finding. */
  static void send(HostileLine line, String header, String value) {
    try {
      AuthenticationResult result = line.authenticate(header, value);
      if (result instanceof AuthenticationResult.Authenticated good
          && good.identity().name().isEmpty()) {
        throw new AssertionError("a caller without a name");
      }
    } catch (VerificationUnavailableException e) {
      // nobody can say: the other failure there may be
    }
  }

  /** The bytes before and behind the first NUL. */
  static byte[][] halves(byte[] data) {
    int nul = 0;
    while (nul < data.length && data[nul] != 0) {
      nul++;
    }
    return new byte[][] {
      Arrays.copyOf(data, nul),
      Arrays.copyOfRange(data, Math.min(nul + 1, data.length), data.length)
    };
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
