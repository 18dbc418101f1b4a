package dev.signet.config;

import dev.signet.settings.SettingsObject;
import dev.signet.settings.WebAddress;
import java.net.URI;
import java.util.Optional;

/** Reads the addresses of an issuer, and warns of those without TLS. */
final class AddressReader {
  private static final String HTTPS_REQUIRED = "httpsRequired";

  private final SettingsObject settings;
  private final boolean httpsRequired;

  AddressReader(SettingsObject settings) {
    this.settings = settings;
    this.httpsRequired = settings.flag(HTTPS_REQUIRED, true);
  }

  boolean httpsRequired() {
    return httpsRequired;
  }

  Optional<URI> url(String name) {
    return settings.read(name, text -> withoutTls(WebAddress.parse(text, httpsRequired)));
  }

  /** An address with {@code {kid}} in it, once more where it is one. */
  Optional<String> template(String name, String text) {
    return settings
        .checked(name, () -> withoutTls(WebAddress.parseTemplate(text, httpsRequired)))
        .map(url -> text);
  }

  /** The address of metadata, which may name an address without TLS itself. */
  Optional<URI> metadataUrl(String name) {
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
