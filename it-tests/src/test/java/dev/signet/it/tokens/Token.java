package dev.signet.it.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A token before it is signed. Immutable: each change gives a new one. */
public record Token(
    Map<String, Object> header, Map<String, Object> claims, UnaryOperator<byte[]> signer) {

  public Token {
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  public Token claim(String name, Object value) {
    return new Token(header, with(claims, name, value), signer);
  }

  public Token without(String claim) {
    Map<String, Object> fewer = new LinkedHashMap<>(claims);
    fewer.remove(claim);
    return new Token(header, fewer, signer);
  }

  public Token groups(String... names) {
    return claim("groups", List.of(names));
  }

  public Token header(String name, Object value) {
    return new Token(with(header, name, value), claims, signer);
  }

  /** Signed with another key, by its own algorithm, and without a {@code kid}. */
  public Token signedBy(KeyPair keys, Algorithm algorithm) {
    Map<String, Object> anew = new LinkedHashMap<>(with(header, "alg", algorithm.jwaName()));
    anew.remove("kid");
    return new Token(anew, claims, input -> algorithm.sign(keys.getPrivate(), input));
  }

  /** As above, and the {@code kid} says which. */
  public Token signedBy(KeyPair keys, Algorithm algorithm, String kid) {
    return signedBy(keys, algorithm).header("kid", kid);
  }

  /** With a signature of any kind. */
  public Token signed(String alg, UnaryOperator<byte[]> otherwise) {
    return new Token(with(header, "alg", alg), claims, otherwise);
  }

  /** The compact serialization, which the logs must never hold. */
  public String text() {
    String input = base64(json(header)) + "." + base64(json(claims));
    String token = input + "." + base64(signer.apply(input.getBytes(UTF_8)));
    Tokens.remember(token);
    return token;
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }

  private static byte[] json(Map<String, Object> object) {
    return Json.createObjectBuilder(object).build().toString().getBytes(UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
