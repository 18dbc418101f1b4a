package dev.signet.jose;

import dev.signet.config.IssuerConfig;
import dev.signet.crypto.KeyManagementKey;
import dev.signet.keys.KeyRefresher;
import dev.signet.log.Messages;
import dev.signet.settings.ContentState;
import dev.signet.settings.FileWatch;
import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import dev.signet.token.StrictJson;
import dev.signet.token.TokenRejectedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts tokens (RFC 7516): a signed JWT inside a JWE and nothing else. The type of the private
 * key determines the key management algorithms. Compression, passwords and RSAES-PKCS1-v1_5 are not
 * supported. The keys are read again when their files have changed. Where a new key cannot be used,
 * the old one stays in use. Thread-safe.
 */
final class Decryption {
  static final int PARTS = 5;
  private static final Logger LOG = Messages.logger(Decryption.class);
  private static final Set<String> RSA = Set.of("RSA-OAEP", "RSA-OAEP-256");
  private static final Set<String> EC = Set.of("ECDH-ES", "ECDH-ES+A256KW");
  private static final Set<String> CONTENT =
      Set.of("A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512");

  private volatile List<PrivateKeyOfIssuers> keys;

  // below: guarded by this
  private final FileWatch files;
  private Set<String> failures = Set.of();

  /** A private key with the ids of the issuers that encrypt for it. */
  private record PrivateKeyOfIssuers(
      KeyManagementKey source, PrivateKey key, Set<String> issuerIds) {

    PrivateKeyOfIssuers readAnew() {
      return new PrivateKeyOfIssuers(source, source.load(), issuerIds);
    }

    Set<String> algorithms() {
      Set<String> fitting = key.getAlgorithm().equals("RSA") ? RSA : EC;
      Set<String> only = source.algorithms();
      return only.isEmpty()
          ? fitting
          : fitting.stream().filter(only::contains).collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * A decrypted token.
   *
   * @param jws the signed token
   * @param issuerIds the ids of the issuers that encrypt for the key that decrypted it
   * @param key that key; empty where the token was not encrypted
   */
  record Opened(ParsedJws jws, Set<String> issuerIds, Optional<PrivateKey> key) {
    static Opened plain(ParsedJws jws) {
      return new Opened(jws, Set.of(), Optional.empty());
    }
  }

  Decryption(List<IssuerConfig> issuers) {
    Map<KeyManagementKey, Set<String>> users = new LinkedHashMap<>();
    for (IssuerConfig issuer : issuers) {
      issuer
          .keyManagementKey()
          .ifPresent(key -> users.computeIfAbsent(key, k -> new HashSet<>()).add(issuer.id()));
    }
    List<KeyManagementKey> sources = List.copyOf(users.keySet());
    this.files =
        new FileWatch(
            () -> new ContentState(sources.stream().map(KeyManagementKey::fingerprint).toList()));
    this.keys =
        users.entrySet().stream()
            .map(
                e ->
                    new PrivateKeyOfIssuers(
                        e.getKey(), e.getKey().load(), Set.copyOf(e.getValue())))
            .toList();
  }

  /**
   * Begins to look at the files of the keys, unless there are none.
   *
   * @param threads what does it
   * @return what ends it
   */
  Runnable watch(ScheduledExecutorService threads) {
    return keys.isEmpty()
        ? () -> {}
        : KeyRefresher.start(threads, List.of(this::refreshWhenDue))::close;
  }

  /**
   * Reads the keys again where a check is due and their files have changed; called every second.
   */
  private synchronized void refreshWhenDue() {
    if (files.isDue()) {
      look();
    }
  }

  /** Reads the keys again where their files have changed. */
  synchronized void look() {
    if (files.look(!failures.isEmpty())) {
      Set<String> failed = new LinkedHashSet<>();
      List<PrivateKeyOfIssuers> before = keys;
      keys = before.stream().map(key -> readAnew(key, failed)).toList();
      if (!failed.isEmpty() && !failed.equals(failures)) {
        LOG.log(
            Level.WARNING,
            "SIGNET0129W: {0} keys that decrypt tokens have changed and cannot be used, so the old ones"
                + " stay in use: {1}",
            failed.size(),
            failed.iterator().next());
      } else if (!keys.equals(before)) {
        LOG.log(Level.INFO, "SIGNET0130I: {0} keys that decrypt tokens read again", keys.size());
      }
      failures = failed;
    }
  }

  private static PrivateKeyOfIssuers readAnew(PrivateKeyOfIssuers key, Set<String> failed) {
    try {
      return key.readAnew();
    } catch (IllegalArgumentException e) {
      failed.add(String.valueOf(e.getMessage()));
      return key;
    }
  }

  /** Whether a key that decrypted a token before is still in use. */
  boolean stillHolds(PrivateKey key) {
    return keys.stream().anyMatch(held -> held.key().equals(key));
  }

  Opened open(String compact) throws TokenRejectedException {
    Map<String, Object> header = StrictJson.object(StrictParts.decode(compact, PARTS).get(0));
    if (!isJwt(header)) {
      throw new TokenRejectedException(Rejection.DECRYPTION_FAILED, "cty must be JWT");
    }
    PrivateKeyOfIssuers key = choose(header);
    ParsedJws jws = ParsedJws.parse(plaintext(compact, header, key));
    return new Opened(jws, key.issuerIds(), Optional.of(key.key()));
  }

  /** The decrypted content of any kind, one character for each byte. */
  String plaintext(String compact, Map<String, Object> header) throws TokenRejectedException {
    return plaintext(compact, header, choose(header));
  }

  private static String plaintext(
      String compact, Map<String, Object> header, PrivateKeyOfIssuers key)
      throws TokenRejectedException {
    if (!isAcceptable(header)) {
      throw new TokenRejectedException(
          Rejection.DECRYPTION_FAILED,
          "enc must be one of "
              + RefusalDetails.anyOf(CONTENT)
              + ", without zip and crit, and with a complete epk for ECDH-ES");
    }
    return plaintext(compact, key);
  }

  /** The key by {@code kid} where that is an alias, otherwise the only key of its type. */
  private PrivateKeyOfIssuers choose(Map<String, Object> header) throws TokenRejectedException {
    List<PrivateKeyOfIssuers> fitting =
        keys.stream().filter(key -> isOneOf(key.algorithms(), header.get("alg"))).toList();
    Optional<PrivateKeyOfIssuers> named =
        fitting.stream().filter(key -> key.source().alias().equals(header.get("kid"))).findFirst();
    return named
        .or(() -> fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty())
        .orElseThrow(
            () ->
                new TokenRejectedException(
                    Rejection.DECRYPTION_FAILED,
                    fitting.isEmpty()
                        ? "no keyManagementKeyAlias has a key for this alg"
                        : "kid is none of the "
                            + fitting.size()
                            + " keyManagementKeyAlias for this alg"));
  }

  /** {@code cty} must be JWT, in upper or lower case (RFC 7519 section 5.2). */
  private static boolean isJwt(Map<String, Object> header) {
    return header.get("cty") instanceof String cty && cty.equalsIgnoreCase("JWT");
  }

  private static boolean isAcceptable(Map<String, Object> header) {
    boolean isPlain = !header.containsKey("zip") && !header.containsKey("crit");
    boolean hasKey = !isOneOf(EC, header.get("alg")) || header.get("epk") instanceof Map<?, ?>;
    boolean hasParties =
        List.of("apu", "apv").stream()
            .map(header::get)
            .allMatch(p -> p == null || p instanceof String);
    return isPlain && hasKey && hasParties && isOneOf(CONTENT, header.get("enc"));
  }

  /** False for a missing member; a {@code Set.of} does not accept null. */
  private static boolean isOneOf(Set<String> names, @Nullable Object member) {
    return member instanceof String name && names.contains(name);
  }

  private static String plaintext(String compact, PrivateKeyOfIssuers key)
      throws TokenRejectedException {
    try {
      JsonWebEncryption jwe = new JsonWebEncryption();
      jwe.setAlgorithmConstraints(permitting(key.algorithms()));
      jwe.setContentEncryptionAlgorithmConstraints(permitting(CONTENT));
      jwe.setDoKeyValidation(false);
      jwe.setCompactSerialization(compact);
      jwe.setKey(key.key());
      return new String(jwe.getPlaintextBytes(), StandardCharsets.ISO_8859_1);
    } catch (JoseException | RuntimeException e) {
      // Java throws a ProviderException for a ciphertext and tag shorter than a tag, and a plain
      // RuntimeException for an epk longer than its field
      throw new TokenRejectedException(
          Rejection.DECRYPTION_FAILED,
          "alias " + key.source().alias() + " does not decrypt the token");
    }
  }

  private static AlgorithmConstraints permitting(Set<String> names) {
    return new AlgorithmConstraints(
        ConstraintType.PERMIT,
        names.stream().sorted().collect(Collectors.toList()).toArray(String[]::new));
  }
}
