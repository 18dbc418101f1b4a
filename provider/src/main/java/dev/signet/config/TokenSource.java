package dev.signet.config;

import dev.signet.channel.ChannelFilter;
import java.util.Set;

/**
 * Where an issuer's tokens are accepted: in which headers and cookies, and on which requests.
 *
 * @param transports the headers and cookies in which the token is looked for; at least one
 * @param channel the conditions on the request itself
 */
public record TokenSource(Set<TokenLocation> transports, ChannelFilter channel) {

  /** Copies the set. */
  public TokenSource {
    transports = Set.copyOf(transports);
  }

  /** Whether all requests with a token of the other source certainly match this one too. */
  boolean takesAllOf(TokenSource other) {
    return transports.containsAll(other.transports)
        && (channel.equals(ChannelFilter.EVERY) || channel.equals(other.channel));
  }
}
