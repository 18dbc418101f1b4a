package dev.signet.keys;

import java.util.LinkedHashMap;
import java.util.Map;

/** The definitions that share keys: how many they are, and how the log names them. */
final class KeyUsers {
  private final Map<String, Integer> byId = new LinkedHashMap<>();
  private int all;

  /** One more user; definitions of several applications may have the same id. */
  synchronized void add(String id) {
    byId.merge(id, 1, Integer::sum);
    all++;
  }

  /** One user less. */
  synchronized void remove(String id) {
    byId.computeIfPresent(id, (key, users) -> users == 1 ? null : users - 1);
    all--;
  }

  /** How many definitions there are, those of several applications with the same id included. */
  synchronized int size() {
    return all;
  }

  /** The first id, and how many more there are. */
  @Override
  public synchronized String toString() {
    String first = byId.isEmpty() ? "(none any more)" : byId.keySet().iterator().next();
    return byId.size() > 1 ? first + " and " + (byId.size() - 1) + " more" : first;
  }
}
