package dev.signet.container;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Where a configuration comes from, as often as it is asked for. */
public interface ConfigSource {

  /** Reads and checks it as it is now. */
  SignetConfig load() throws ConfigException;

  /** None: what is wrong with it stays so. */
  static ConfigSource never(ConfigException wrong) {
    return () -> {
      throw wrong;
    };
  }

  static ConfigSource of(Path file) {
    return () -> SignetConfig.load(file);
  }

  /**
   * The first file there is in several places. They are looked at anew with each question, until
   * one of them was right: from then on it is that file, whatever is put elsewhere.
   */
  static ConfigSource firstOf(Supplier<List<Path>> places) {
    AtomicReference<Path> file = new AtomicReference<>();
    return () -> {
      Path known = file.get();
      Path found = known == null ? ConfigLocation.first(places.get()) : known;
      SignetConfig config = SignetConfig.load(found);
      file.set(found);
      return config;
    };
  }
}
