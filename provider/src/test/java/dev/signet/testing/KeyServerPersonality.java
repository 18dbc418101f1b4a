package dev.signet.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which key servers of the world differ from a textbook. Each publishes {@link
 * TestKeys#RSA} as {@code k1} for signatures, whatever else it does; with {@link #keySet} others
 * can be made.
 */
public enum KeyServerPersonality {
  NULL_FOR_WHAT_IS_ABSENT(
      keySet(
          jwk(
              "k1",
              "\"use\":null,\"alg\":null,\"key_ops\":null,\"x5c\":null,\"x5t\":null,\"x5u\":null"))),
  NULL_FOR_THE_PRIVATE_HALF(
      keySet(
          jwk(
              "k1",
              "\"crv\":null,\"d\":null,\"dp\":null,\"dq\":null,\"k\":null,\"oth\":null,\"p\":null,"
                  + "\"q\":null,\"qi\":null,\"x\":null,\"y\":null"))),
  NO_OPERATIONS(keySet(jwk("k1", "\"use\":\"sig\",\"key_ops\":[]"))),
  NULL_AMONG_THE_KEYS(keySet("null", jwk("k1", ""), "null")),
  ENTRIES_OF_EVERY_KIND(keySet("7", "true", "\"text\"", "[]", "[[{}]]", "{}", jwk("k1", ""))),
  KEYS_OF_UNKNOWN_KINDS(
      keySet(
          "{\"kty\":\"AKP\",\"kid\":\"k1\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}",
          "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"kid\":\"k1\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
          "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"kid\":\"k1\",\"x\":\"" + "A".repeat(76) + "\"}",
          "{\"kty\":7,\"kid\":\"k1\"}",
          jwk("k1", ""))),
  UNKNOWN_MEMBERS(
      "{\"version\":{\"a\":[1,{\"b\":null}]},\"version\":2,\"keys\":["
          + jwk("k1", "\"exp\":1700000000,\"iat\":null,\"owner\":{\"name\":[]}")
          + "],\"next\":[[]]}"),
  A_MEMBER_TWICE_IN_ANOTHER_KEY(
      keySet(
          "{" + members(TestKeys.OTHER_RSA, "k1") + "," + members(TestKeys.RSA, "k1") + "}",
          jwk("k1", ""))),
  ANOTHER_KEY_TOO_DEEP(
      keySet("{\"kid\":\"k0\",\"a\":" + "[".repeat(99) + "]".repeat(99) + "}", jwk("k1", ""))),
  THE_SAME_KEY_TWICE(keySet(jwk("k1", "\"use\":\"sig\""), jwk("k1", "\"use\":\"sig\""))),
  ONE_KEY_FOR_EACH_ALGORITHM(
      keySet(
          jwk("k1", "\"alg\":\"RS256\""),
          jwk("k1", "\"alg\":\"PS256\""),
          jwk("k1", "\"alg\":\"RS512\""))),
  ANOTHER_KIND_UNDER_THE_KID(
      keySet("{" + members(TestKeys.P_256, "k1") + "}", jwk("k1", "\"alg\":\"RS256\""))),
  AN_ENCRYPTION_KEY_UNDER_THE_KID(
      keySet(
          "{" + members(TestKeys.OTHER_RSA, "k1") + ",\"use\":\"enc\"}",
          jwk("k1", "\"use\":\"sig\""))),
  A_KEY_FOR_ANOTHER_ALGORITHM_UNDER_THE_KID(
      keySet(
          "{" + members(TestKeys.OTHER_RSA, "k1") + ",\"alg\":\"RS512\"}",
          jwk("k1", "\"alg\":\"RS256\""))),
  A_SECRET_BESIDE_THE_KEY(
      keySet("{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"c2VjcmV0\"}", jwk("k1", ""))),
  EMPTY_KID(keySet(jwk("", ""), "{" + members(TestKeys.P_256, "") + "}")),
  NO_CERTIFICATE_IN_X5C(
      keySet(
          jwk(
              "k1",
              "\"x5c\":[\""
                  + Base64.getEncoder().encodeToString(TestKeys.RSA.getPublic().getEncoded())
                  + "\"]"))),
  TEXT_IN_X5C(keySet(jwk("k1", "\"x5c\":\"none\",\"x5t\":7,\"x5u\":[]"))),
  ANOTHER_CERTIFICATE_IN_X5C(
      keySet(jwk("k1", "\"x5c\":[\"" + certificate(TestKeys.OTHER_RSA) + "\"]"))),
  ALWAYS_GZIP(server -> compressed(server, "gzip", gzip(good()))),
  ALWAYS_X_GZIP(server -> compressed(server, "X-GZIP", gzip(good()))),
  ALWAYS_DEFLATE(server -> compressed(server, "deflate", deflate(good(), false))),
  DEFLATE_WITHOUT_ITS_FRAME(server -> compressed(server, "deflate", deflate(good(), true))),
  COMPRESSED_TWICE(
      server -> compressed(server, "deflate, gzip, identity", gzip(deflate(good(), false)))),
  IDENTITY_BY_NAME(server -> compressed(server, "identity", good())),
  BYTE_ORDER_MARK("\uFEFF" + keySet(jwk("k1", ""))),
  COMPRESSED_BYTE_ORDER_MARK(
      server -> compressed(server, "gzip", gzip(utf8("\uFEFF" + keySet(jwk("k1", "")))))),
  BLANKS_AROUND(" \r\n\t" + keySet(jwk("k1", "")) + "\n\n");

  @SuppressWarnings("ImmutableEnumChecker") // the functions above hold nothing
  private final Consumer<KeyServer> behaviour;

  KeyServerPersonality(Consumer<KeyServer> behaviour) {
    this.behaviour = behaviour;
  }

  KeyServerPersonality(String keySet) {
    this(server -> server.answers(200, keySet));
  }

  /** Makes a server behave like this. */
  public void takenOnBy(KeyServer server) {
    behaviour.accept(server);
  }

  /** The text of a key set with any elements. */
  public static String keySet(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }

  /** {@link TestKeys#RSA} under a name, with more members as JSON text. */
  public static String jwk(String kid, String more) {
    return "{" + members(TestKeys.RSA, kid) + (more.isEmpty() ? "" : "," + more) + "}";
  }

  /** The members of a public key, as JSON text without braces. */
  public static String members(KeyPair keys, @Nullable String kid) {
    String json = Tokens.json(KeyServer.jwk(kid, keys.getPublic()));
    return json.substring(1, json.length() - 1);
  }

  private static String certificate(KeyPair keys) {
    try {
      return Base64.getEncoder().encodeToString(TestKeys.certificate(keys).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] good() {
    return utf8(keySet(jwk("k1", "")));
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes a server answer with any bytes and say that they are in a coding. */
  public static void compressed(KeyServer server, String coding, byte[] bytes) {
    server.answers(200, "").header("Content-Encoding", coding).serves("/jwks", bytes);
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** As RFC 9110 has it, or the bare data of RFC 1951. */
  public static byte[] deflate(byte[] bytes, boolean isBare) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, isBare);
    try (OutputStream deflate = new DeflaterOutputStream(out, deflater)) {
      deflate.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
