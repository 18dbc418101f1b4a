package dev.signet.config;

import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.Pem;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.Signers;
import dev.signet.crypto.TrustedKey;
import dev.signet.settings.ContentState;
import dev.signet.settings.TextPattern;
import dev.signet.settings.Unreadable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The source of an issuer's keys. */
public sealed interface KeySource {

  /** Keys in files of this machine, or in key stores of its platform. */
  sealed interface Local extends KeySource {
    /**
     * Reads the keys again.
     *
     * @return at least one key
     * @throws IllegalArgumentException with a message for the administrator that names the file
     */
    List<TrustedKey> load();

    /**
     * Reads the keys again, leaves out certificates that issued another one, and checks the rest:
     * every key is strong enough and matches an algorithm, and every algorithm has a key.
     *
     * @param algorithms the issuer's algorithms
     * @param allowShortRsa whether RSA keys under 2048 bits are accepted
     * @return at least one key
     * @throws IllegalArgumentException with a message for the administrator that names file or key
     */
    default Signers loadFor(Set<SignatureAlgorithm> algorithms, boolean allowShortRsa) {
      Signers signers = Signers.among(load());
      signers.check(algorithms, allowShortRsa);
      return signers;
    }

    /**
     * What stands for the content that the keys come from, as it is now. A change of it requires
     * reading the keys again.
     *
     * @return equal for the same content
     * @throws IllegalArgumentException where it cannot be told
     */
    ContentState state();
  }

  /** Keys behind a URL. */
  sealed interface Remote extends KeySource {
    /**
     * How the keys are fetched.
     *
     * @return the settings
     */
    FetchSettings fetch();
  }

  /**
   * Keys that came with the settings.
   *
   * @param text public keys in PEM, a JSON Web Key or a set of them
   */
  record KeyText(String text) implements KeySource {}

  /**
   * A document with public keys in PEM, a JSON Web Key or a set of them.
   *
   * @param url the address; {@code https} unless relaxed
   * @param fetch how it is fetched
   */
  record KeyDocument(URI url, FetchSettings fetch) implements Remote {}

  /** No keys: the issuer is asked about each token instead (RFC 7662). */
  record NoKeys() implements KeySource {}

  /**
   * Certificates of a key store.
   *
   * @param keyStore the store
   * @param aliases the names of the certificates; at least one
   */
  record KeyStoreAliases(KeyStoreConfig keyStore, List<String> aliases) implements Local {
    /** Copies the aliases. */
    public KeyStoreAliases {
      aliases = List.copyOf(aliases);
    }

    @Override
    public List<TrustedKey> load() {
      KeyStore store = keyStore.open();
      return aliases.stream().map(alias -> keyStore.certificate(store, alias)).toList();
    }

    @Override
    public ContentState state() {
      return new ContentState(List.of(keyStore.fingerprint()));
    }
  }

  /**
   * A PEM file with certificates or public keys (RFC 7468), or a folder of such files.
   *
   * @param location the file, or the folder whose {@code *.pem}, {@code *.crt} and {@code *.cer}
   *     are read, in upper or lower case
   */
  record PemFiles(Path location) implements Local {
    private static final List<String> ENDINGS = List.of(".pem", ".crt", ".cer");

    @Override
    public List<TrustedKey> load() {
      List<TrustedKey> keys = new ArrayList<>();
      pemFiles().forEach(file -> keys.addAll(Pem.read(file)));
      if (keys.isEmpty()) {
        throw new IllegalArgumentException(location + " has no file *.pem, *.crt or *.cer");
      }
      return keys;
    }

    @Override
    public ContentState state() {
      List<Path> files = pemFiles();
      files.add(location);
      return ContentState.ofFiles(files);
    }

    private List<Path> pemFiles() {
      List<Path> files = new ArrayList<>();
      if (!Files.isDirectory(location)) {
        files.add(location);
        return files;
      }
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(location, PemFiles::isNamedAsPem)) {
        found.forEach(files::add);
      } catch (IOException | DirectoryIteratorException e) {
        throw new IllegalArgumentException(
            "the folder " + location + " " + Unreadable.whyFolder(e), e);
      }
      Collections.sort(files);
      return files;
    }

    private static boolean isNamedAsPem(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      return ENDINGS.stream().anyMatch(name::endsWith) && !Files.isDirectory(file);
    }
  }

  /**
   * A JSON Web Key Set behind a URL (RFC 7517).
   *
   * @param url the address; {@code https} unless relaxed
   * @param fetch how it is fetched
   */
  record JwkSetUrl(URI url, FetchSettings fetch) implements Remote {}

  /**
   * A JSON Web Key Set found through the issuer's metadata (OpenID Connect Discovery 1.0 section 4,
   * RFC 8414). The metadata must name the same issuer.
   *
   * @param url the address of the metadata
   * @param httpsRequired whether the address of the keys must be {@code https}
   * @param fetch how both are fetched
   */
  record Discovery(URI url, boolean httpsRequired, FetchSettings fetch) implements Remote {}

  /**
   * A PEM public key for each {@code kid}, as AWS load balancers publish them.
   *
   * @param url the address with {@code {kid}} in it
   * @param kidPattern the regular expression that a {@code kid} must match before it is put into an
   *     address: a caller chooses it
   * @param fetch how keys are fetched
   */
  record PemPerKid(String url, String kidPattern, FetchSettings fetch) implements Remote {
    /**
     * The pattern that a {@code kid} must match.
     *
     * @return the pattern, checked
     */
    public TextPattern pattern() {
      return TextPattern.parse(kidPattern);
    }
  }
}
