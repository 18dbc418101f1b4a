package dev.signet.jose;

import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The parts of a compact serialization. Each must be the canonical base64url text of its bytes:
 * jose4j's decoder ignores invalid characters, so one token would have many texts.
 */
final class StrictParts {
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final Base64.Encoder PADDED = Base64.getUrlEncoder();
  private static final Base64.Encoder UNPADDED = PADDED.withoutPadding();

  private StrictParts() {}

  /** Parts without padding (RFC 7515 section 2). */
  static List<byte[]> decode(String compact, int count) throws TokenRejectedException {
    return decode(compact, count, UNPADDED);
  }

  /** Parts with padding, as AWS load balancers write them. */
  static List<byte[]> decodePadded(String compact, int count) throws TokenRejectedException {
    return decode(compact, count, PADDED);
  }

  /** The number of dots, one less than the number of parts. */
  static int dots(String compact) {
    int dots = 0;
    for (int dot = compact.indexOf('.'); dot >= 0; dot = compact.indexOf('.', dot + 1)) {
      dots++;
    }
    return dots;
  }

  private static List<byte[]> decode(String compact, int count, Base64.Encoder encoder)
      throws TokenRejectedException {
    List<byte[]> parts = new ArrayList<>();
    for (String part : compact.split("\\.", -1)) {
      parts.add(decode(part, encoder));
    }
    if (parts.size() != count) {
      throw new TokenRejectedException(
          Rejection.TOKEN_MALFORMED, "the token has " + parts.size() + " parts, not " + count);
    }
    return parts;
  }

  private static byte[] decode(String part, Base64.Encoder encoder) throws TokenRejectedException {
    try {
      byte[] bytes = DECODER.decode(part);
      if (encoder.encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // the same as a text that is not the encoding of its bytes
    }
    throw new TokenRejectedException(
        Rejection.TOKEN_MALFORMED, "a part is not the base64url text of its bytes");
  }
}
