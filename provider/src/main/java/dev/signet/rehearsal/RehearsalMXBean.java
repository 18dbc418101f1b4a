package dev.signet.rehearsal;

import java.util.List;
import java.util.Map;

/**
 * What Signet would have done with the requests of an application, as {@code
 * dev.signet:type=Rehearsal,application=…}. The numbers begin with the application. Each request
 * that the application's own login has let in counts once. No user is named.
 */
public interface RehearsalMXBean {

  /**
   * All numbers in one sentence, as the log has them each minute.
   *
   * @return such as {@code of 48,211 requests 48,209 the same, 2 refused: SIGNET-405}
   */
  String getSummary();

  /**
   * How many requests there were.
   *
   * @return the sum of all others
   */
  long getRequests();

  /**
   * The same user, with the same roles where they are compared.
   *
   * @return a number of requests
   */
  long getSame();

  /**
   * The token is another user's than the application's login.
   *
   * @return a number of requests
   */
  long getOtherUser();

  /**
   * The same user with more, fewer or other roles.
   *
   * @return a number of requests
   */
  long getOtherRoles();

  /**
   * The token is good, and the application's login knows no user.
   *
   * @return a number of requests
   */
  long getNewUser();

  /**
   * No token where the application's login has a user.
   *
   * @return a number of requests
   */
  long getNoToken();

  /**
   * Neither a token nor a user.
   *
   * @return a number of requests
   */
  long getNobody();

  /**
   * The token would have been refused.
   *
   * @return numbers of requests by the number of the refusal
   */
  Map<String, Long> getRefused();

  /**
   * The keys, or an answer of the issuer, were unavailable: Signet would have answered 503.
   *
   * @return a number of requests
   */
  long getUnavailable();

  /**
   * Nothing is known of these: too many waited, or Signet had an error, which the log has.
   *
   * @return a number of requests
   */
  long getUnexamined();

  /**
   * Which roles are compared, or why none are.
   *
   * @return a sentence; before the first request an empty one
   */
  String getRoles();

  /**
   * The last requests whose user or roles would have been others, the latest first. Refusals are in
   * {@code dev.signet:type=Refusals}.
   *
   * @param count how many at most; 1,000 are kept
   * @return a line for each with time, reference, definition and request
   */
  List<String> lastDifferences(int count);
}
