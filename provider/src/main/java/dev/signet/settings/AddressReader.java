package dev.signet.settings;

import java.net.URI;
import java.util.Optional;

/** Reads the addresses of an issuer, and warns of those without TLS. */
public final class AddressReader {
  private static final String HTTPS_REQUIRED = "httpsRequired";

  private final SettingsObject settings;
  private final boolean httpsRequired;

  /**
   * Reads addresses of one definition.
   *
   * @param settings the definition
   */
  public AddressReader(SettingsObject settings) {
    this.settings = settings;
    this.httpsRequired = settings.flag(HTTPS_REQUIRED, true);
  }

  /**
   * Whether an address needs TLS.
   *
   * @return true unless an administrator has relaxed it
   */
  public boolean httpsRequired() {
    return httpsRequired;
  }

  /**
   * An address.
   *
   * @param name of the setting
   * @return empty where it is not set or wrong
   */
  public Optional<URI> url(String name) {
    return settings.read(name, text -> withoutTls(WebAddress.parse(text, httpsRequired)));
  }

  /**
   * An address with {@code {kid}} in it.
   *
   * @param name of the setting
   * @param text its value
   * @return the text, where it is such an address
   */
  public Optional<String> template(String name, String text) {
    return settings
        .checked(name, () -> withoutTls(WebAddress.parseTemplate(text, httpsRequired)))
        .map(url -> text);
  }

  /**
   * The address of metadata, which may name an address without TLS itself.
   *
   * @param name of the setting
   * @return empty where it is not set or wrong
   */
  public Optional<URI> metadataUrl(String name) {
    return url(name).map(url -> httpsRequired ? url : withoutTlsBehind(url));
  }

  private URI withoutTls(URI url) {
    if ("http".equalsIgnoreCase(url.getScheme())) {
      settings.warn(
          HTTPS_REQUIRED,
          "the keys are fetched without TLS: an attacker on the network can replace them");
    }
    return url;
  }

  private URI withoutTlsBehind(URI url) {
    if ("https".equalsIgnoreCase(url.getScheme())) {
      settings.warn(
          HTTPS_REQUIRED,
          "the metadata may name an address of keys without TLS: an attacker on the network"
              + " can replace the keys");
    }
    return url;
  }
}
