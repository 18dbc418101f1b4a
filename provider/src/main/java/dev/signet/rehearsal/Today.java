package dev.signet.rehearsal;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the application's own login says of a request.
 *
 * @param user the name of its user; empty where it has none
 * @param roles those of the compared roles that the user has
 * @param compared the roles that are compared
 */
record Today(Optional<String> user, Set<String> roles, List<String> compared) {

  static Today of(HttpServletRequest request, List<String> compared) {
    Optional<String> user = Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
    return new Today(
        user,
        compared.stream()
            .filter(role -> user.isPresent() && request.isUserInRole(role))
            .collect(Collectors.toUnmodifiableSet()),
        compared);
  }

  /** Nothing of the user. */
  @Override
  public String toString() {
    return "Today";
  }
}
