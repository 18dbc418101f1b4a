package dev.signet.mapping;

import java.util.List;

/** The source of the realm of users and groups. */
public sealed interface RealmRule {

  /**
   * The realm that a challenge names (RFC 6750 section 3).
   *
   * @return never empty
   */
  String forChallenges();

  /**
   * Every realm that a token may have.
   *
   * @return at least one
   */
  List<String> names();

  /**
   * The same realm for every token.
   *
   * @param name never empty
   */
  record Fixed(String name) implements RealmRule {
    @Override
    public String forChallenges() {
      return name;
    }

    @Override
    public List<String> names() {
      return List.of(name);
    }
  }

  /**
   * The value of a claim, if it is one of a list.
   *
   * @param claim the claim with the realm
   * @param allowed the realms that this issuer's tokens may name; at least one
   */
  record FromClaim(ClaimPath claim, List<String> allowed) implements RealmRule {
    /** Copies the list. */
    public FromClaim {
      allowed = List.copyOf(allowed);
    }

    @Override
    public String forChallenges() {
      return allowed.get(0);
    }

    @Override
    public List<String> names() {
      return allowed;
    }
  }
}
