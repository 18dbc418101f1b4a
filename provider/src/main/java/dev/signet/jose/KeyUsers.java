package dev.signet.jose;

import java.util.LinkedHashMap;
import java.util.Map;

/** The definitions that share keys: how many they are, and how the log names them. */
final class KeyUsers {
  private final Map<String, Integer> byId = new LinkedHashMap<>();

  /** One more user; definitions of several applications may have the same id. */
  synchronized void add(String id) {
    byId.merge(id, 1, Integer::sum);
  }

  /** One user less. */
  synchronized void remove(String id) {
    byId.computeIfPresent(id, (key, users) -> users == 1 ? null : users - 1);
  }

  /** How many definitions with different ids there are. */
  synchronized int size() {
    return byId.size();
  }

  /** The first definition, and how many more there are. */
  @Override
  public synchronized String toString() {
    String first = byId.isEmpty() ? "(none any more)" : byId.keySet().iterator().next();
    return byId.size() > 1 ? first + " and " + (byId.size() - 1) + " more" : first;
  }
}
