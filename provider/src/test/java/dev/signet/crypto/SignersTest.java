package dev.signet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A certificate authority whose certificate stands beside a proxy's signs no tokens. */
class SignersTest {
  private static final KeyPair SIGNER = TestKeys.RSA;
  private static final KeyPair NEXT = TestKeys.OTHER_RSA;
  private static final KeyPair AUTHORITY = TestKeys.P_256;
  private static final KeyPair ROOT = TestKeys.P_384;

  private static TrustedKey key(String label, TestCertificates certificate) {
    return TrustedKey.of(label, label + ".pem", certificate.make());
  }

  private static TestCertificates root() {
    return TestCertificates.of("CN=root", ROOT).authority();
  }

  private static TestCertificates intermediate() {
    return TestCertificates.of("CN=ca", AUTHORITY).issuedBy("CN=root", ROOT).authority();
  }

  private static TestCertificates leaf() {
    return TestCertificates.of("CN=signer", SIGNER).issuedBy("CN=ca", AUTHORITY);
  }

  private static void assertSigners(List<String> expected, TrustedKey... all) {
    Signers signers = Signers.among(List.of(all));
    assertEquals(expected, signers.keys().stream().map(TrustedKey::label).toList());
    assertEquals(all.length - expected.size(), signers.authorities().size());
  }

  @Test
  void ofAChainOnlyTheLeafIsASignerInWhateverOrderItStands() {
    List<TrustedKey> chain =
        new ArrayList<>(
            List.of(key("leaf", leaf()), key("ca", intermediate()), key("root", root())));
    for (int i = 0; i < chain.size(); i++) {
      Collections.rotate(chain, 1);
      assertSigners(List.of("leaf"), chain.toArray(TrustedKey[]::new));
    }
    Collections.reverse(chain);
    assertSigners(List.of("leaf"), chain.toArray(TrustedKey[]::new));
  }

  @Test
  void aChainWithoutItsRootHasOneSigner() {
    assertSigners(List.of("leaf"), key("leaf", leaf()), key("ca", intermediate()));
  }

  @Test
  void anAuthorityThatDoesNotSayThatItIsOneIsNoSignerEither() {
    assertSigners(
        List.of("leaf"),
        key("leaf", TestCertificates.of("CN=signer", SIGNER).issuedBy("CN=ca", AUTHORITY)),
        key("ca", TestCertificates.of("CN=ca", AUTHORITY)));
  }

  @Test
  void theAuthorityOfTwoLeavesIsNoSigner() {
    assertSigners(
        List.of("leaf", "next"),
        key("ca", intermediate()),
        key("leaf", leaf()),
        key("next", TestCertificates.of("CN=next", NEXT).issuedBy("CN=ca", AUTHORITY)));
  }

  @Test
  void twoCertificatesOfOneAuthorityAreBothNoSigners() {
    assertSigners(
        List.of("leaf"),
        key("leaf", leaf()),
        key("ca", intermediate()),
        key("self-signed ca", TestCertificates.of("CN=ca", AUTHORITY).authority()),
        key("root", root()));
  }

  @Test
  void aSelfSignedCertificateIsASignerAloneAndBesideOthers() {
    assertSigners(List.of("one"), key("one", TestCertificates.of("CN=signer", SIGNER)));
    assertSigners(List.of("one"), key("one", TestCertificates.of("CN=signer", SIGNER).authority()));
    assertSigners(
        List.of("one", "two", "leaf"),
        key("one", TestCertificates.of("CN=signer", SIGNER).authority()),
        key("two", TestCertificates.of("CN=signer", NEXT).authority()),
        key("leaf", leaf()));
  }

  @Test
  void theSameCertificateTwiceAndARenewedOneAreSigners() {
    TrustedKey one = key("one", TestCertificates.of("CN=signer", SIGNER));
    assertSigners(
        List.of("one", "one", "renewed"),
        one,
        one,
        key("renewed", TestCertificates.of("CN=signer", SIGNER)));
  }

  @Test
  void aNameAloneMakesNoAuthority() {
    assertSigners(
        List.of("leaf", "namesake"),
        key("leaf", leaf()),
        key("namesake", TestCertificates.of("CN=ca", NEXT).authority()));
  }

  /** The intermediate of its chain is not there, so that it issued none of the others. */
  @Test
  void aRootWhoseKeySignsCertificatesAloneIsNoSignerBesideOthers() {
    TrustedKey root = key("root", TestCertificates.of("CN=root", ROOT).certificatesOnly());
    assertSigners(List.of("leaf"), key("leaf", leaf()), root);
    assertSigners(List.of("root"), root);
    TrustedKey bare = new TrustedKey("bare", "bare.pem", SIGNER.getPublic(), Optional.empty());
    assertSigners(List.of("bare"), bare, root);
  }

  @Test
  void authoritiesThatIssuedEachOtherLeaveNoSigner() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Signers.among(
                    List.of(
                        key("a", TestCertificates.of("CN=a", ROOT).issuedBy("CN=b", AUTHORITY)),
                        key("b", TestCertificates.of("CN=b", AUTHORITY).issuedBy("CN=a", ROOT)))));
    assertEquals(
        "a.pem has only certificates that issued each other, and none of a token's" + " signer",
        refused.getMessage());
  }

  @Test
  void whatIsLeftOutNeedsNoAlgorithmAndNoStrength() {
    KeyPair weak = TestKeys.WEAK_RSA;
    Signers signers =
        Signers.among(
            List.of(
                key("leaf", leaf().issuedBy("CN=weak", weak)),
                key("weak", TestCertificates.of("CN=weak", weak))));
    signers.check(Set.of(SignatureAlgorithm.RS256), false);
    assertEquals(1, signers.keys().size());
  }

  @Test
  void aKeyForPssAloneFitsPssAlgorithmsAlone() throws Exception {
    TrustedKey key =
        new TrustedKey(
            "pss",
            "pss.pem",
            KeyPairGenerator.getInstance("RSASSA-PSS").generateKeyPair().getPublic(),
            Optional.empty());
    Signers signers = Signers.among(List.of(key));
    signers.check(Set.of(SignatureAlgorithm.PS256, SignatureAlgorithm.PS512), false);
    assertEquals(
        "the key \"pss\" is restricted to RSASSA-PSS and matches no algorithm of"
            + " signatureAlgorithm",
        assertThrows(
                IllegalArgumentException.class,
                () -> signers.check(Set.of(SignatureAlgorithm.RS256), false))
            .getMessage());
    assertEquals(
        "signatureAlgorithm needs an RSA key for RS256, but the keys present are"
            + " restricted to RSASSA-PSS",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    signers.check(
                        Set.of(SignatureAlgorithm.PS256, SignatureAlgorithm.RS256), false))
            .getMessage());
  }

  @Test
  void aSubjectInALogIsOneShortLine() {
    TrustedKey key =
        key(
            "a",
            TestCertificates.of(
                "CN=a\u2028b\u202ec\nd\u00fc, O=" + "x".repeat(500), TestKeys.P_256));
    assertEquals(
        "certificate " + ("CN=a?b?c?d\u00fc,O=" + "x".repeat(500)).substring(0, 100) + " in a.pem",
        key.described());
  }
}
