package dev.signet;

import dev.signet.identity.CallerIdentity;
import dev.signet.jose.VerifiedJwt;
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
 * token but not the token, prints neither, and can be serialized with a session. Immutable.
 */
public final class JwtPrincipal implements Principal, Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String realm;
  private final ArrayList<String> groups;
  private final LinkedHashMap<String, Object> claims;
  private final Instant expiresAt;

  /**
   * The caller of a verified token.
   *
   * @param name what the server calls the caller
   * @param identity who the caller is
   * @param jwt the token
   */
  public JwtPrincipal(String name, CallerIdentity identity, VerifiedJwt jwt) {
    this.name = name;
    this.realm = identity.realm();
    this.groups = new ArrayList<>(identity.groups());
    this.claims = new LinkedHashMap<>(jwt.claims());
    this.expiresAt = jwt.expiresAt();
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
  public String realm() {
    return realm;
  }

  /**
   * The caller's groups, with the roles that the configuration adds to them.
   *
   * @return names without their realm, unmodifiable
   */
  public List<String> groups() {
    return List.copyOf(groups);
  }

  /**
   * All claims of the token.
   *
   * @return strings, numbers, booleans, lists, maps and nulls; unmodifiable
   */
  public Map<String, Object> claims() {
    return Collections.unmodifiableMap(claims);
  }

  /**
   * The end of the token ({@code exp}), without the clock skew.
   *
   * @return to the second
   */
  public Instant expiresAt() {
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

  /** Two principals are equal when name and realm are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JwtPrincipal that && name.equals(that.name) && realm.equals(that.realm);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, realm);
  }

  /** The caller's name and nothing else. */
  @Override
  public String toString() {
    return name;
  }
}
