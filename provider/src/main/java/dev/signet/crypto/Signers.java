package dev.signet.crypto;

import dev.signet.config.KeySource;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * The keys in an administrator's files that sign tokens. Tools write a certificate together with
 * its chain. A certificate authority of the chain does not sign tokens, so its key verifies none.
 *
 * @param keys the signers' keys, in their order; at least one
 * @param authorities the certificates that were left out
 */
public record Signers(List<TrustedKey> keys, List<TrustedKey> authorities) {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final int CERTIFICATE_SIGNATURE = 5;

  /** Copies the lists. */
  public Signers {
    keys = List.copyOf(keys);
    authorities = List.copyOf(authorities);
  }

  /**
   * Leaves out each certificate that issued another one of these. Among several keys it also leaves
   * out each certificate whose key usage allows signatures of certificates and no others. A
   * certificate that is self-signed or marked as an authority is not left out for that:
   * certificates of proxies often are.
   *
   * @throws IllegalArgumentException where no key is left
   */
  public static Signers among(List<TrustedKey> all) {
    Map<X500Principal, List<X509Certificate>> issuedBy = issuedBy(all);
    List<TrustedKey> rest =
        all.stream()
            .filter(key -> key.certificate().filter(c -> issuedOne(c, issuedBy)).isEmpty())
            .toList();
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(
          all.get(0).place()
              + " has only certificates that issued each other, and none of a token's signer");
    }
    List<TrustedKey> signers =
        rest.stream()
            .filter(key -> key.certificate().filter(Signers::signsOnlyCertificates).isEmpty())
            .toList();
    List<TrustedKey> keys = signers.isEmpty() ? rest : signers;
    return new Signers(keys, all.stream().filter(key -> !keys.contains(key)).toList());
  }

  /** The certificates by the names of their issuers, without self-signed ones. */
  private static Map<X500Principal, List<X509Certificate>> issuedBy(List<TrustedKey> all) {
    return all.stream()
        .flatMap(key -> key.certificate().stream())
        .filter(certificate -> !isIssuedBy(certificate, certificate))
        .collect(Collectors.groupingBy(X509Certificate::getIssuerX500Principal));
  }

  /** A certificate that it issued for its own key is a renewal for the same signer. */
  private static boolean issuedOne(
      X509Certificate authority, Map<X500Principal, List<X509Certificate>> issuedBy) {
    return issuedBy.getOrDefault(authority.getSubjectX500Principal(), List.of()).stream()
        .filter(issued -> !issued.getPublicKey().equals(authority.getPublicKey()))
        .anyMatch(issued -> isIssuedBy(issued, authority));
  }

  /** Checks the name and the signature. */
  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate authority) {
    if (!certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (NoSuchAlgorithmException e) {
      // the signature cannot be checked here, so the name decides
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** RFC 5280 section 4.2.1.3. */
  private static boolean signsOnlyCertificates(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return usage != null
        && usage[CERTIFICATE_SIGNATURE]
        && !usage[DIGITAL_SIGNATURE]
        && !usage[NON_REPUDIATION];
  }

  /** Checks what {@link KeySource.Local#loadFor} describes. */
  public void check(Set<SignatureAlgorithm> algorithms, boolean allowShortRsa) {
    for (TrustedKey key : keys) {
      Optional<String> weakness = KeyStrength.weakness(key.key(), allowShortRsa);
      if (weakness.isPresent()) {
        throw key.refused(weakness.get());
      }
      if (!algorithms.isEmpty() && algorithms.stream().noneMatch(a -> a.fits(key.key()))) {
        String kind = KeyFamily.isForPssAlone(key.key()) ? "is restricted to RSASSA-PSS and " : "";
        throw key.refused(kind + "matches no algorithm of signatureAlgorithm");
      }
    }
    for (SignatureAlgorithm algorithm : algorithms) {
      if (keys.stream().noneMatch(key -> algorithm.fits(key.key()))) {
        throw new IllegalArgumentException(
            "signatureAlgorithm needs " + algorithm.keyFamily() + missing(algorithm));
      }
    }
  }

  private String missing(SignatureAlgorithm algorithm) {
    boolean isOfFamily =
        keys.stream()
            .anyMatch(
                key -> KeyFamily.of(key.key()).filter(algorithm.keyFamily()::equals).isPresent());
    return isOfFamily
        ? " for " + algorithm.jwaName() + ", but the keys present are restricted to RSASSA-PSS"
        : ", but there is none";
  }
}
