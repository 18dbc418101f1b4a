package dev.signet.cli.migrate;

import dev.signet.cli.liberty.OutsideFiles;
import dev.signet.cli.liberty.Variables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What says of {@code mp.jwt.*} that {@code mpJwt} leaves open: the server's variables and
 * environment, then the {@code microprofile-config.properties} of an application, where it is
 * named.
 */
final class MpConfig {
  private final Variables variables;
  private final Optional<Map<String, String>> ofApplication;

  MpConfig(Variables variables, Optional<Path> file) {
    this.variables = variables;
    this.ofApplication = file.map(OutsideFiles::properties);
  }

  /** Whether an application's file was read. */
  boolean isRead() {
    return ofApplication.isPresent();
  }

  /** A property; one that is set to nothing is not set. */
  Optional<String> get(String property) {
    return variables
        .value(property)
        .or(() -> ofApplication.flatMap(values -> Optional.ofNullable(values.get(property))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** The same for what an element leaves open, which is then said. */
  Optional<String> carry(Settings source, String attribute, String property) {
    Optional<String> value = get(property);
    value.ifPresent(v -> source.toDo(attribute, "is carried over from " + property));
    return value;
  }
}
