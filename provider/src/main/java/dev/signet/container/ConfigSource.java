package dev.signet.container;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import java.nio.file.Path;
import java.util.List;

/** Where a configuration comes from, as often as it is asked for. */
interface ConfigSource {
  /** None that could be found. */
  ConfigSource NONE =
      () -> {
        throw new ConfigException("the configuration", List.of());
      };

  /** Reads and checks it as it is now. */
  SignetConfig load() throws ConfigException;

  static ConfigSource of(Path file) {
    return () -> SignetConfig.load(file);
  }
}
