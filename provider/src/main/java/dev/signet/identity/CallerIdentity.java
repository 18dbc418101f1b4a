package dev.signet.identity;

import dev.signet.crypto.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The identity of a caller, in the form that a container needs. A name is never empty.
 *
 * @param name the caller's name
 * @param realm the realm of the name and of the groups
 * @param groups the names of the groups, each once, in the token's order; roles are among them
 * @param roles those of the groups that the configuration adds as roles
 * @param isRegistryUser whether the server's user registry determines the caller's ids and groups
 * @param session the id of the login at the proxy, the same in all of its tokens
 */
public record CallerIdentity(
    String name,
    String realm,
    List<String> groups,
    Set<String> roles,
    boolean isRegistryUser,
    Optional<String> session) {

  /** Copies the groups and roles, and refuses an empty name or realm. */
  public CallerIdentity {
    groups = List.copyOf(groups);
    roles = Set.copyOf(roles);
    if (name.isEmpty() || realm.isEmpty()) {
      throw new IllegalArgumentException("a caller has a name and a realm");
    }
  }

  /**
   * A digest of the whole identity. Two identities that differ in anything have different digests.
   * The order of the groups counts, that of the roles does not.
   *
   * @return a SHA-256, which reveals nothing of it
   */
  public String digest() {
    List<String> texts = new ArrayList<>(List.of(name, realm, Boolean.toString(isRegistryUser)));
    texts.add(Boolean.toString(session.isPresent()));
    texts.add(session.orElse(""));
    texts.add(Integer.toString(groups.size()));
    texts.addAll(groups);
    roles.stream().sorted().forEach(texts::add);
    return Sha256.ofAll(texts);
  }

  /**
   * What stands for the login the token belongs to: the user, the realm and the session at the
   * proxy.
   *
   * @return a SHA-256, which reveals nothing of it
   */
  public String loginDigest() {
    return Sha256.of(accessId() + "\n" + session.orElse(""));
  }

  /**
   * The name with its realm.
   *
   * @return {@code <realm>/<name>}
   */
  public String qualifiedName() {
    return realm + "/" + name;
  }

  /**
   * The realm-qualified id of the caller.
   *
   * @return {@code user:<realm>/<name>}
   */
  public String accessId() {
    return "user:" + qualifiedName();
  }

  /**
   * The realm-qualified ids of the groups. The prefix is always added: a group whose name looks
   * like an access id is a name within its realm.
   *
   * @return {@code group:<realm>/<group>} for each group
   */
  public List<String> groupAccessIds() {
    return groups.stream().map(group -> "group:" + realm + "/" + group).toList();
  }
}
