package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.http.FetchException;
import dev.signet.token.SafeText;
import dev.signet.token.StrictJson;
import dev.signet.token.StrictJson.Element;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a JSON Web Key Set (RFC 7517 section 5) and keeps the keys that may verify tokens of an
 * issuer. A key that cannot be used is left out, with the reason in the log, and does not affect
 * the others. A key whose private half is published is never used, under any name. Keys may share a
 * {@code kid} where their type, use or algorithm distinguishes them (section 4.5). Two different
 * keys for one {@code kid} and algorithm are both left out for that algorithm.
 */
final class JwkSetParser {
  private final Set<SignatureAlgorithm> pinned;
  private final boolean allowShortRsa;
  private final LeftOutKeys leftOut;

  /** A key that can be used, unless it conflicts with another one of the set. */
  private record Candidate(String place, Optional<String> kid, VerificationKey key) {}

  JwkSetParser(IssuerConfig issuer) {
    this.pinned = issuer.signatureAlgorithms();
    this.allowShortRsa = issuer.allowsShortRsaKeys();
    this.leftOut = new LeftOutKeys(issuer.id());
  }

  /** The usable keys, at least one. */
  KeySet parse(String json) {
    LeftOutKeys.Found found = new LeftOutKeys.Found();
    List<Candidate> candidates = candidates(elements(json), found);
    List<VerificationKey> keys = merged(uncontested(candidates, found));
    leftOut.say(found);
    if (keys.isEmpty()) {
      throw FetchException.withoutKeys("the key set has no key for the issuer's algorithms");
    }
    return new KeySet(keys);
  }

  private static List<Element> elements(String json) {
    try {
      return StrictJson.elements(json, "keys");
    } catch (IllegalArgumentException e) {
      // the message is Signet's own, without any text of a parser or of the answer
      throw new FetchException("the answer is not a key set: " + e.getMessage());
    }
  }

  private List<Candidate> candidates(List<Element> elements, LeftOutKeys.Found found) {
    List<Candidate> candidates = new ArrayList<>();
    Set<Object> exposed = new HashSet<>();
    for (int i = 0; i < elements.size(); i++) {
      Element element = elements.get(i);
      Jwk jwk = new Jwk(element.members());
      String place = "key " + (i + 1) + jwk.kid().map(k -> " (" + named(k) + ")").orElse("");
      try {
        if (!element.fault().isEmpty()) {
          throw UnusableKeyException.odd(element.fault());
        }
        jwk.exposed().map(JwkSetParser::material).ifPresent(exposed::add);
        candidates.add(new Candidate(place, jwk.kid(), jwk.verificationKey(pinned, allowShortRsa)));
      } catch (UnusableKeyException e) {
        found.add(place, e);
      }
    }
    candidates.removeIf(candidate -> isExposed(candidate, exposed, found));
    return candidates;
  }

  private static String named(String kid) {
    return "kid " + SafeText.of(kid);
  }

  private static boolean isExposed(
      Candidate candidate, Set<Object> exposed, LeftOutKeys.Found found) {
    boolean isExposed = exposed.contains(material(candidate.key().key()));
    if (isExposed) {
      found.add(candidate.place(), UnusableKeyException.odd("the set contains its private key"));
    }
    return isExposed;
  }

  /** The part of a public key that is the same for every public key of one private key. */
  private static Object material(PublicKey key) {
    return key instanceof RSAPublicKey rsa ? rsa.getModulus() : key;
  }

  /** The same keys, each without the algorithms for which its kid names another key too. */
  private static List<VerificationKey> uncontested(
      List<Candidate> candidates, LeftOutKeys.Found found) {
    Map<String, Set<SignatureAlgorithm>> contested = contested(candidates);
    contested.forEach(
        (kid, algorithms) ->
            found.add(
                named(kid),
                UnusableKeyException.odd(
                    "it belongs to different keys for "
                        + algorithms
                        + ", and none of them is used")));
    List<VerificationKey> keys = new ArrayList<>();
    for (Candidate candidate : candidates) {
      VerificationKey key = candidate.key();
      Set<SignatureAlgorithm> algorithms = new HashSet<>(key.algorithms());
      candidate.kid().map(contested::get).ifPresent(algorithms::removeAll);
      if (!algorithms.isEmpty()) {
        keys.add(new VerificationKey(key.key(), key.names(), algorithms, key.validity()));
      }
    }
    return keys;
  }

  private static Map<String, Set<SignatureAlgorithm>> contested(List<Candidate> candidates) {
    Map<String, Map<SignatureAlgorithm, PublicKey>> first = new HashMap<>();
    Map<String, Set<SignatureAlgorithm>> contested = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      String kid = candidate.kid().orElse("");
      for (SignatureAlgorithm algorithm : candidate.key().algorithms()) {
        PublicKey key = candidate.key().key();
        PublicKey other =
            first.computeIfAbsent(kid, k -> new HashMap<>()).putIfAbsent(algorithm, key);
        if (!kid.isEmpty() && other != null && !other.equals(key)) {
          contested.computeIfAbsent(kid, k -> new TreeSet<>()).add(algorithm);
        }
      }
    }
    return contested;
  }

  /** Removes duplicates: a key that is listed several times under the same names is tried once. */
  private static List<VerificationKey> merged(List<VerificationKey> keys) {
    Map<Object, VerificationKey> merged = new LinkedHashMap<>();
    for (VerificationKey key : keys) {
      merged.merge(List.of(key.key(), key.names()), key, JwkSetParser::both);
    }
    return List.copyOf(merged.values());
  }

  private static VerificationKey both(VerificationKey one, VerificationKey other) {
    Set<SignatureAlgorithm> algorithms = new HashSet<>(one.algorithms());
    algorithms.addAll(other.algorithms());
    return new VerificationKey(one.key(), one.names(), algorithms, one.validity());
  }
}
