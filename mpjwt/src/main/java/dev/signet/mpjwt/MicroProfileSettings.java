package dev.signet.mpjwt;

import dev.signet.container.ConfigLocation;
import dev.signet.container.ConfigSource;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.config.Names;

/**
 * The settings {@code mp.jwt.*} of MicroProfile Config (MicroProfile JWT 2.1 section 9.2), as one
 * definition of an issuer. They count for an application without a {@code signet.json}. Found as a
 * service.
 */
public final class MicroProfileSettings implements ConfigSource.Finder {

  /** For {@link java.util.ServiceLoader}. */
  public MicroProfileSettings() {}

  @Override
  public Optional<ConfigSource> find(ServletContext application) {
    ConfigValues values = new ConfigValues(application);
    boolean hasAny =
        Stream.of(Names.VERIFIER_PUBLIC_KEY, Names.VERIFIER_PUBLIC_KEY_LOCATION, Names.ISSUER)
            .anyMatch(name -> values.get(name).isPresent());
    return hasAny
        ? Optional.of(
            new MicroProfileDefinition(
                values,
                new KeyPlaces(application.getClassLoader()),
                ConfigLocation.baseDirectory(application)))
        : Optional.empty();
  }
}
