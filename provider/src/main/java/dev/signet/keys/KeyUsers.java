package dev.signet.keys;

import java.util.LinkedHashMap;
import java.util.Map;

/** The definitions that share keys: their number, and their name in the log. */
final class KeyUsers {
  private final Map<String, Integer> byId = new LinkedHashMap<>();
  private int all;

  /** Adds a definition; definitions of several applications may have the same id. */
  synchronized void add(String id) {
    byId.merge(id, 1, Integer::sum);
    all++;
  }

  /** Removes a definition. */
  synchronized void remove(String id) {
    byId.computeIfPresent(id, (key, users) -> users == 1 ? null : users - 1);
    all--;
  }

  /** The number of definitions; those of several applications with the same id count each. */
  synchronized int size() {
    return all;
  }

  /** The first id; empty where no definition uses the keys any more. */
  synchronized String first() {
    return byId.isEmpty() ? "" : byId.keySet().iterator().next();
  }

  /** The first id, and the number of others. */
  @Override
  public synchronized String toString() {
    String first = byId.isEmpty() ? "(none any more)" : first();
    return byId.size() > 1 ? first + " and " + (byId.size() - 1) + " more" : first;
  }
}
