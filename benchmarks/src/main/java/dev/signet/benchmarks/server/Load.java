package dev.signet.benchmarks.server;

import org.jspecify.annotations.Nullable;

/**
 * What clients send, one request after the other on each connection.
 *
 * @param name what it is called in the reports
 * @param tokens what they send as {@code Authorization: Bearer}; nothing where it is null
 * @param isOnce whether each token is sent once, and none again
 * @param connections how many there are
 * @param isAccepted whether a page that is not open answers 200, or else 401
 */
record Load(
    String name, @Nullable TokenFile tokens, boolean isOnce, int connections, boolean isAccepted) {

  static Load withoutToken(int connections) {
    return new Load("no token", null, false, connections, false);
  }

  static Load inTurn(String name, TokenFile tokens, int connections) {
    return new Load(named(name, connections), tokens, false, connections, true);
  }

  static Load once(String name, TokenFile tokens, int connections) {
    return new Load(named(name, connections), tokens, true, connections, true);
  }

  static Load refused(String name, TokenFile tokens, int connections) {
    return new Load(named(name, connections), tokens, false, connections, false);
  }

  private static String named(String name, int connections) {
    return name + ", " + connections + " connections";
  }
}
