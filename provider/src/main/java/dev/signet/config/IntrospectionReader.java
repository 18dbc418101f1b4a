package dev.signet.config;

import dev.signet.crypto.Secret;
import dev.signet.settings.AddressReader;
import dev.signet.settings.SettingsObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads whether and how an issuer is asked about its tokens (RFC 7662). */
final class IntrospectionReader {
  private static final Duration DEFAULT_CACHE_TIME = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("validationEndpointUrl", "clientId", "clientSecret", "introspectionCacheTime");

  private final SettingsObject settings;
  private final AddressReader addresses;

  IntrospectionReader(SettingsObject settings, AddressReader addresses) {
    this.settings = settings;
    this.addresses = addresses;
  }

  /**
   * How the issuer is asked; empty where it is not.
   *
   * @param fetch how it is reached; read only where it is asked
   */
  Optional<IntrospectionSettings> read(Supplier<FetchSettings> fetch) {
    ValidationMethod method =
        settings.choice("validationMethod", ValidationMethod.class).orElse(ValidationMethod.LOCAL);
    Optional<URI> endpoint = addresses.url("validationEndpointUrl");
    Optional<String> clientId = settings.text("clientId");
    Optional<String> clientSecret = settings.text("clientSecret");
    Duration cacheTime = settings.duration("introspectionCacheTime", DEFAULT_CACHE_TIME);
    if (method == ValidationMethod.LOCAL) {
      NAMES.forEach(
          name ->
              settings.refuse(name, "is allowed only with validationMethod introspect or both"));
      return Optional.empty();
    }
    settings.requiredText(
        "validationEndpointUrl", "the address where the issuer is asked (RFC 7662)");
    settings.requiredText("clientId", "the client id with which the issuer is asked");
    settings.requiredText(
        "clientSecret", "the password of the client id, preferably as ${env.NAME}");
    if (endpoint.isEmpty() || clientId.isEmpty() || clientSecret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new IntrospectionSettings(
            endpoint.get(),
            clientId.get(),
            new Secret(clientSecret.get()),
            method == ValidationMethod.INTROSPECT,
            cacheTime,
            fetch.get()));
  }
}
