package dev.signet.jose;

import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The parts of a compact serialization, each checked to be the one base64url text of its bytes:
 * jose4j's decoder passes over what it does not know, so that one token had many texts.
 */
final class StrictParts {
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private StrictParts() {}

  static List<byte[]> decode(String compact, int count) throws TokenRejectedException {
    List<byte[]> parts = new ArrayList<>();
    for (String part : compact.split("\\.", -1)) {
      parts.add(decode(part));
    }
    if (parts.size() != count) {
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
    }
    return parts;
  }

  private static byte[] decode(String part) throws TokenRejectedException {
    try {
      byte[] bytes = DECODER.decode(part);
      if (ENCODER.encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // the same as a text that is not the encoding of its bytes
    }
    throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
  }
}
