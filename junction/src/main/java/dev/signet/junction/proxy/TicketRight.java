package dev.signet.junction.proxy;

import java.util.Set;

/**
 * The tickets that a client may have: for one of these users, for one of these audiences.
 *
 * @param users the users that a ticket may name
 * @param audiences the audiences that a ticket may be for
 */
public record TicketRight(Set<String> users, Set<String> audiences) {
  /** A client that may have none. */
  public static final TicketRight NONE = new TicketRight(Set.of(), Set.of());

  public TicketRight {
    users = Set.copyOf(users);
    audiences = Set.copyOf(audiences);
  }

  boolean covers(String user, String audience) {
    return users.contains(user) && audiences.contains(audience);
  }
}
