package dev.signet;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller, as {@code HttpServletRequest.getUserPrincipal()} returns it. It has the claims of the
 * token but not the token, prints neither, and can be serialized with a session. Immutable. Not
 * final, so that a {@code PrincipalFactory} can make it a principal of another API as well.
 */
public class JwtPrincipal implements Principal, Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String realm;
  private final List<String> groups;
  private final Map<String, Object> claims;
  private final Instant expiresAt;

  /**
   * A caller. On a server Signet makes them, of tokens that it has verified; an application needs
   * this in its tests alone.
   *
   * @param name what the server calls the caller
   * @param realm the realm of the name and of the groups
   * @param groups names without their realm
   * @param claims all claims of the token, as {@link #claims} returns them
   * @param expiresAt the end of the token
   */
  public JwtPrincipal(
      String name,
      String realm,
      List<String> groups,
      Map<String, Object> claims,
      Instant expiresAt) {
    this(List.copyOf(groups), new LinkedHashMap<>(claims), name, realm, expiresAt);
  }

  private JwtPrincipal(
      List<String> groups,
      Map<String, Object> claims,
      String name,
      String realm,
      Instant expiresAt) {
    this.name = name;
    this.realm = realm;
    this.groups = groups;
    this.claims = claims;
    this.expiresAt = expiresAt;
  }

  /** The caller of a verified token, with that token's own collections, which nobody changes. */
  static JwtPrincipal of(
      String name,
      String realm,
      List<String> groups,
      Map<String, Object> claims,
      Instant expiresAt) {
    return new JwtPrincipal(groups, claims, name, realm, expiresAt);
  }

  /** In collections that every Java has, whatever these are. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    ObjectOutputStream.PutField fields = out.putFields();
    fields.put("name", name);
    fields.put("realm", realm);
    fields.put("groups", new ArrayList<>(groups));
    fields.put("claims", new LinkedHashMap<>(claims));
    fields.put("expiresAt", expiresAt);
    out.writeFields();
  }

  /**
   * The same caller, for a class that adds another API.
   *
   * @param caller the caller
   */
  protected JwtPrincipal(JwtPrincipal caller) {
    this.name = caller.name;
    this.realm = caller.realm;
    this.groups = caller.groups;
    this.claims = caller.claims;
    this.expiresAt = caller.expiresAt;
  }

  /**
   * The caller's name. On a server that knows no realms, a caller whose realm is not the first
   * definition's has the name {@code realm/name}.
   *
   * @return never empty
   */
  @Override
  public String getName() {
    return name;
  }

  /**
   * The realm of the name and of the groups.
   *
   * @return never empty
   */
  public final String realm() {
    return realm;
  }

  /**
   * The caller's groups, with the roles that the configuration adds to them.
   *
   * @return names without their realm, unmodifiable
   */
  public final List<String> groups() {
    return List.copyOf(groups);
  }

  /**
   * All claims of the token.
   *
   * @return strings, numbers, booleans, lists, maps and nulls; unmodifiable
   */
  public final Map<String, Object> claims() {
    return Collections.unmodifiableMap(claims);
  }

  /**
   * The end of the token ({@code exp}), without the clock skew.
   *
   * @return to the second
   */
  public final Instant expiresAt() {
    return expiresAt;
  }

  /**
   * A claim that is a string.
   *
   * @param claim the claim's name
   * @return its value, or empty where it is missing or of another type
   */
  public Optional<String> stringClaim(String claim) {
    return claim(claim, String.class);
  }

  /**
   * A claim that is a number.
   *
   * @param claim the claim's name
   * @return its value, or empty where it is missing or of another type
   */
  public Optional<Number> numberClaim(String claim) {
    return claim(claim, Number.class);
  }

  /**
   * A claim that is true or false.
   *
   * @param claim the claim's name
   * @return its value, or empty where it is missing or of another type
   */
  public Optional<Boolean> booleanClaim(String claim) {
    return claim(claim, Boolean.class);
  }

  /**
   * A claim that is an array.
   *
   * @param claim the claim's name
   * @return its elements, unmodifiable, or empty where it is missing or of another type
   */
  @SuppressWarnings("unchecked") // every list is a list of objects
  public Optional<List<Object>> arrayClaim(String claim) {
    return claim(claim, List.class).map(list -> (List<Object>) list);
  }

  /**
   * A claim that is an object.
   *
   * @param claim the claim's name
   * @return its members, unmodifiable, or empty where it is missing or of another type
   */
  @SuppressWarnings("unchecked") // JSON objects have string names
  public Optional<Map<String, Object>> objectClaim(String claim) {
    return claim(claim, Map.class).map(map -> (Map<String, Object>) map);
  }

  private <T> Optional<T> claim(String claim, Class<T> type) {
    return Optional.ofNullable(claims.get(claim)).filter(type::isInstance).map(type::cast);
  }

  /**
   * The token of the running request, where this is its caller and the definition that accepted it
   * has {@code propagateToken}. The principal itself does not have it: the same object may serve
   * many requests. It is there on the threads that serve the request and in tasks of a managed
   * executor, until the request ends; on no other thread.
   *
   * @return the token as it arrived, encrypted where it was; empty where there is none. It is a
   *     password: never to be stored, logged, or sent to a server that is not trusted with it
   */
  public final Optional<String> token() {
    return RequestToken.running()
        .filter(running -> running.caller().equals(this))
        .flatMap(RequestToken::text);
  }

  /** Two principals are equal when name and realm are. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof JwtPrincipal that && name.equals(that.name) && realm.equals(that.realm);
  }

  @Override
  public final int hashCode() {
    return Objects.hash(name, realm);
  }

  /** The caller's name and nothing else. */
  @Override
  public final String toString() {
    return name;
  }
}
