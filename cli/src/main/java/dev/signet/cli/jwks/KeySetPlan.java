package dev.signet.cli.jwks;

import dev.signet.cli.command.CommandFailedException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which keys of which keystore are published, and how.
 *
 * @param keyStore where the certificates are
 * @param aliases the certificates to publish; all when there are none
 * @param includeOutdated whether the certificates' dates do not count
 * @param keyIdScheme the rule for {@code kid}
 * @param algorithms what {@code alg} may be: the first that fits the key; no such member when empty
 * @param withCertificate whether to publish the certificates themselves
 */
public record KeySetPlan(
    KeyStoreFile keyStore,
    List<String> aliases,
    boolean includeOutdated,
    KeyIdScheme keyIdScheme,
    List<SignatureAlgorithm> algorithms,
    boolean withCertificate) {
  private static final int USUAL_RSA_BITS = 2048;

  public KeySetPlan {
    aliases = aliases.stream().distinct().toList();
    algorithms = List.copyOf(algorithms);
  }

  /** Reads the keystore. There is no such thing as an empty set: it would lock everybody out. */
  public PublishedKeys readAt(Instant now) {
    List<String> notes = new ArrayList<>();
    Map<String, NamedCertificate> chosen = new LinkedHashMap<>();
    for (NamedCertificate certificate : keyStore.certificates(aliases)) {
      Optional<String> reason = reasonToLeaveOut(certificate, now);
      if (reason.isPresent()) {
        notes.add(keyStore.path() + ": " + certificate + " is left out: " + reason.get());
      } else {
        choose(chosen, certificate);
        weakness(certificate).ifPresent(notes::add);
      }
    }
    if (chosen.isEmpty()) {
      notes.add(keyStore.path() + ": there is no certificate to publish");
      throw new CommandFailedException(String.join("; ", notes));
    }
    List<JsonObject> keys = new ArrayList<>();
    chosen.forEach((keyId, certificate) -> keys.add(json(keyId, certificate)));
    return PublishedKeys.of(keys, notes);
  }

  private Optional<String> reasonToLeaveOut(NamedCertificate certificate, Instant now) {
    if (aliases.isEmpty() && !PublicJwk.canHold(certificate.publicKey())) {
      return Optional.of("it is not " + PublicJwk.KNOWN_KEYS);
    }
    Instant begin = certificate.certificate().getNotBefore().toInstant();
    Instant end = certificate.certificate().getNotAfter().toInstant();
    if (!includeOutdated && now.isBefore(begin)) {
      return Optional.of("its certificate is not valid before " + begin);
    }
    if (!includeOutdated && now.isAfter(end)) {
      return Optional.of("its certificate is not valid after " + end);
    }
    return Optional.empty();
  }

  private void choose(Map<String, NamedCertificate> chosen, NamedCertificate certificate) {
    if (!PublicJwk.canHold(certificate.publicKey())) {
      throw new CommandFailedException(
          keyStore.path(), certificate + " is not " + PublicJwk.KNOWN_KEYS);
    }
    String keyId = keyIdScheme.keyId(certificate).orElseThrow();
    NamedCertificate other = chosen.put(keyId, certificate);
    if (other != null) {
      throw new CommandFailedException(
          keyStore.path(),
          other
              + " and "
              + certificate
              + " have the same kid under "
              + keyIdScheme
              + "; choose one with --alias");
    }
  }

  private Optional<String> weakness(NamedCertificate certificate) {
    if (certificate.publicKey() instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() < USUAL_RSA_BITS) {
      int bits = rsa.getModulus().bitLength();
      return Optional.of(
          keyStore.path()
              + ": "
              + certificate
              + " has "
              + bits
              + " bits; servers refuse RSA keys"
              + " under "
              + USUAL_RSA_BITS
              + " unless their configuration allows them");
    }
    return Optional.empty();
  }

  private JsonObject json(String keyId, NamedCertificate certificate) {
    PublicJwk jwk = PublicJwk.of(certificate);
    JsonObjectBuilder json = jwk.json(keyId, algorithmOf(certificate));
    return (withCertificate ? json.addAll(jwk.certificateJson()) : json).build();
  }

  private Optional<SignatureAlgorithm> algorithmOf(NamedCertificate certificate) {
    PublicKey key = certificate.publicKey();
    Optional<SignatureAlgorithm> fitting =
        algorithms.stream().filter(algorithm -> algorithm.fits(key)).findFirst();
    if (fitting.isEmpty() && !algorithms.isEmpty()) {
      throw new CommandFailedException(
          keyStore.path(), "no --algorithm that is given fits the key of " + certificate);
    }
    return fitting;
  }
}
