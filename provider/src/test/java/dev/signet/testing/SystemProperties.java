package dev.signet.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** System properties that are what they were before when this is closed. */
public final class SystemProperties implements AutoCloseable {
  private final Map<String, @Nullable String> before = new LinkedHashMap<>();

  public void set(String name, String value) {
    before.putIfAbsent(name, System.setProperty(name, value));
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }
}
