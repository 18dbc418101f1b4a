package dev.signet.config;

import dev.signet.channel.ChannelFilter;
import java.util.Set;

/**
 * How an issuer's tokens come in: in which place of a request, and on what kind of request.
 *
 * @param transports where the token is looked for; at least one place
 * @param channel what the request itself must be
 */
public record TokenSource(Set<TokenLocation> transports, ChannelFilter channel) {

  /** Copies the places. */
  public TokenSource {
    transports = Set.copyOf(transports);
  }

  /** Whether whatever comes in this other way comes in this one too, as far as that is plain. */
  boolean takesAllOf(TokenSource other) {
    return transports.containsAll(other.transports)
        && (channel.equals(ChannelFilter.EVERY) || channel.equals(other.channel));
  }
}
