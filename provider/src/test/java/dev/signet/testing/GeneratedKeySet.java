package dev.signet.testing;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A key set made at random from a seed: one good key, and around it what may be odd in key sets.
 *
 * @param seed what it is made from: the same seed gives the same set
 * @param json its text
 * @param kid what the good key is called
 * @param good the key that has to verify
 * @param bad keys that are in the set and must not
 */
public record GeneratedKeySet(long seed, String json, String kid, KeyPair good, List<KeyPair> bad) {
  private static final List<String> ABSENT =
      List.of(
          "use",
          "alg",
          "key_ops",
          "x5c",
          "x5t",
          "x5t#S256",
          "x5u",
          "d",
          "p",
          "q",
          "dp",
          "dq",
          "qi",
          "oth",
          "k");

  /** What is not read, whatever it is. */
  private static final Map<String, List<String>> UNREAD =
      Map.of(
          "x5c", List.of("[]", "[\"AAAA\"]", "\"none\"", "7", "[null]", "{}"),
          "x5u", List.of("\"https://a.example\"", "7", "[]"),
          "x5t", List.of("\"\"", "\"AAAA\"", "7", "[]", "null"),
          "key_ops", List.of("[]", "[\"verify\"]", "[\"sign\",null,\"verify\"]", "null"),
          "use", List.of("\"sig\"", "null"),
          "ext", List.of("true", "null", "{\"a\":[1,{\"b\":null}]}"),
          "unknown", List.of("\"\\\\\"", "-1.5e3"),
          "iat", List.of("1700000000", "\"x\"", "null"));

  /** What makes a key unusable, added to its members. */
  private static final List<String> SPOILING =
      List.of(
          "\"use\":\"enc\"",
          "\"use\":\"SIG\"",
          "\"use\":[\"sig\"]",
          "\"key_ops\":[\"encrypt\"]",
          "\"key_ops\":[null]",
          "\"key_ops\":\"verify\"",
          "\"key_ops\":{\"verify\":1}",
          "\"alg\":\"RSA-OAEP\"",
          "\"alg\":\"HS256\"",
          "\"alg\":\"none\"",
          "\"alg\":7",
          "\"alg\":\"\"",
          "\"d\":\"AQAB\"",
          "\"d\":\"\"",
          "\"k\":\"c2VjcmV0\"",
          "\"oth\":[]",
          "\"kty\":\"RSA\"",
          "\"kty\":null",
          "\"n\":\"AQAB\"",
          "\"use\":\"sig\",\"use\":\"sig\"",
          "\"a\":1,\"a\":2",
          "\"a\":{\"b\":1,\"b\":2}",
          "\"a\":" + "[".repeat(30) + "]".repeat(30),
          "\"a\":" + "9".repeat(1_001),
          "\"a\":\"\\udc00\"");

  private static final List<String> NO_KEYS =
      List.of(
          "null",
          "7",
          "true",
          "\"text\"",
          "[]",
          "[[{\"kty\":\"RSA\"}]]",
          "{}",
          "{\"kty\":\"AKP\",\"kid\":\"good\"}",
          "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"good\"}",
          "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AAAA\",\"kid\":\"good\"}",
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\",\"kid\":\"good\"}",
          "{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AA\",\"kid\":\"good\"}",
          "{\"kty\":\"RSA\",\"n\":null,\"e\":null,\"kid\":\"good\"}",
          "{\"kid\":\"good\"}");

  public static GeneratedKeySet of(long seed, KeyPair good) {
    Random random = new Random(seed);
    List<KeyPair> bad = new ArrayList<>();
    List<String> entries = new ArrayList<>();
    String goodEntry = goodEntry(random, good);
    entries.add(goodEntry);
    if (random.nextInt(4) == 0) {
      entries.add(goodEntry);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      entries.add(any(random, NO_KEYS));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.add(badEntry(random, TestKeys.OTHER_RSA));
      bad.add(TestKeys.OTHER_RSA);
    }
    if (random.nextBoolean()) {
      entries.add(
          "{"
              + shuffled(
                  random, List.of(KeyServerPersonality.members(TestKeys.WEAK_RSA, name(random))))
              + "}");
      bad.add(TestKeys.WEAK_RSA);
    }
    Collections.shuffle(entries, random);
    return new GeneratedKeySet(seed, set(random, entries), "good", good, List.copyOf(bad));
  }

  private static String set(Random random, List<String> entries) {
    List<String> members = new ArrayList<>();
    members.add("\"keys\":[" + String.join(",", entries) + "]");
    for (String more :
        List.of("\"version\":1", "\"version\":null", "\"Keys\":[]", "\"next\":[[{\"keys\":[]}]]")) {
      if (random.nextInt(3) == 0) {
        members.add(more);
      }
    }
    return "{" + shuffled(random, members) + "}";
  }

  private static String goodEntry(Random random, KeyPair keys) {
    Map<String, String> members = new LinkedHashMap<>();
    KeyServer.jwk("good", keys.getPublic())
        .forEach((name, value) -> members.put(name, Tokens.json(value)));
    for (String name : ABSENT) {
      if (random.nextInt(3) == 0) {
        members.putIfAbsent(name, "null");
      }
    }
    UNREAD.forEach(
        (name, values) -> {
          if (random.nextInt(3) == 0) {
            members.put(name, any(random, values));
          }
        });
    return "{"
        + shuffled(
            random,
            members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .toList())
        + "}";
  }

  /** A key that would verify but for one thing. */
  private static String badEntry(Random random, KeyPair keys) {
    String members = KeyServerPersonality.members(keys, name(random));
    if (random.nextInt(5) == 0) {
      return "{" + members.replaceFirst("\"kid\":\"[a-z]*\"", "\"kid\":7") + "}";
    }
    if (random.nextInt(5) == 0) {
      return "{" + members.replaceFirst("\"kty\":\"RSA\"", "\"kty\":\"EC\"") + "}";
    }
    return "{" + shuffled(random, List.of(members, any(random, SPOILING))) + "}";
  }

  private static String name(Random random) {
    return any(random, List.of("good", "bad", "other"));
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static String shuffled(Random random, List<String> members) {
    List<String> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, random);
    return shuffled.stream().collect(Collectors.joining(","));
  }
}
