package dev.signet.junction.proxy;

import java.util.Set;

/**
 * For what a client may ask tickets: a ticket for one of these users, for one of these audiences.
 *
 * @param users whom a ticket may name
 * @param audiences for whom it may be
 */
public record TicketRight(Set<String> users, Set<String> audiences) {
  /** A client that may ask for none. */
  public static final TicketRight NONE = new TicketRight(Set.of(), Set.of());

  public TicketRight {
    users = Set.copyOf(users);
    audiences = Set.copyOf(audiences);
  }

  boolean covers(String user, String audience) {
    return users.contains(user) && audiences.contains(audience);
  }
}
