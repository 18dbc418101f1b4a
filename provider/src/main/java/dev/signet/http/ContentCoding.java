package dev.signet.http;

import dev.signet.token.SafeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decompresses an answer (RFC 9110 section 8.4.1). Each step stops at the maximum size of an
 * answer, so a small answer cannot fill the memory. An answer that was compressed more than a few
 * times is refused.
 */
final class ContentCoding {
  /** The content codings that a server may use (RFC 9110 section 12.5.3). */
  static final String ACCEPTED = "gzip, deflate, identity";

  private static final int MAX_CODINGS = 3;

  /** The compression method of zlib (RFC 1950 section 2.2), in the low half of its first byte. */
  private static final int ZLIB_DEFLATE = 8;

  private ContentCoding() {}

  /**
   * Decodes an answer.
   *
   * @param body the answer as received
   * @param header the fields {@code Content-Encoding}; empty where the answer is not encoded
   * @throws FetchException where a coding is unknown, the body is not in it, or the answer is too
   *     long
   */
  static byte[] decoded(byte[] body, List<String> header) {
    List<String> codings =
        List.of(String.join(",", header).split(",")).stream()
            .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
            .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
            .toList();
    if (codings.size() > MAX_CODINGS) {
      throw new FetchException("the answer is compressed more than " + MAX_CODINGS + " times");
    }
    byte[] decoded = body;
    for (int i = codings.size() - 1; i >= 0; i--) {
      decoded = decoded(decoded, codings.get(i));
    }
    return decoded;
  }

  private static byte[] decoded(byte[] body, String coding) {
    try (InputStream in = stream(body, coding)) {
      byte[] decoded = in.readNBytes(BoundedBody.MAX_BYTES + 1);
      if (decoded.length > BoundedBody.MAX_BYTES) {
        throw BoundedBody.tooLong();
      }
      return decoded;
    } catch (IOException e) {
      // the message could have a part of the answer in it
      throw new FetchException("the answer is not in the content coding that it names");
    }
  }

  private static InputStream stream(byte[] body, String coding) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in);
      case "deflate" -> inflated(in, new Inflater(!isZlib(body)));
      default ->
          throw new FetchException(
              "the answer is in the content coding "
                  + SafeText.of(coding)
                  + ", which is not supported; gzip and deflate are");
    };
  }

  /** Java releases the memory of an inflater only where it created the inflater itself. */
  private static InputStream inflated(InputStream in, Inflater inflater) {
    return new InflaterInputStream(in, inflater) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  /** Some servers send {@code deflate} without the frame of zlib. */
  private static boolean isZlib(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0F) == ZLIB_DEFLATE
        && (((body[0] & 0xFF) << 8) | (body[1] & 0xFF)) % 31 == 0;
  }
}
