package dev.signet.config;

import dev.signet.channel.ChannelFilter;
import java.util.Optional;
import java.util.Set;

/**
 * Where an issuer's tokens are accepted: in which headers and cookies, and on which requests.
 *
 * @param locations the headers and cookies in which the token is looked for; at least one
 * @param channel the conditions on the request itself
 */
public record TokenSource(Set<TokenLocation> locations, ChannelFilter channel) {

  /** Copies the set. */
  public TokenSource {
    locations = Set.copyOf(locations);
  }

  /** The header, where tokens are looked for in no other place. */
  Optional<String> onlyHeader() {
    return locations.size() == 1
            && locations.iterator().next() instanceof TokenLocation.Header header
        ? Optional.of(header.isAuthorization() ? "Authorization" : header.name())
        : Optional.empty();
  }

  /** Whether all requests with a token of the other source certainly match this one too. */
  boolean takesAllOf(TokenSource other) {
    return locations.containsAll(other.locations)
        && (channel.equals(ChannelFilter.EVERY) || channel.equals(other.channel));
  }
}
