package dev.signet.junction.dev;

import dev.signet.junction.mint.RichClaims;
import dev.signet.junction.proxy.TicketRight;
import dev.signet.junction.proxy.User;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * The users of the command line, in its order. The first is everybody's who has chosen no other.
 */
record DevUsers(List<User> all) {
  /** A client that has chosen this one sends no token. */
  static final User NOBODY = user("", List.of(), new RichClaims());

  DevUsers {
    all = List.copyOf(all);
  }

  /** The options of one user: a name, and behind it the groups and claims. */
  static final class Options {
    @Option(
        names = "--user",
        required = true,
        paramLabel = "NAME",
        description = "A user; the first one is signed in at the start. Repeatable.")
    private String name = "";

    @Option(
        names = "--group",
        paramLabel = "NAME",
        description = "A group of the user before it; repeatable.")
    private final List<String> groups = new ArrayList<>();

    @Option(
        names = "--claim",
        paramLabel = "NAME=JSON",
        description = "One more claim of the user before it; repeatable.")
    private final List<String> claims = new ArrayList<>();

    /** Picocli makes one for each user. */
    Options() {}

    private User user() {
      RichClaims own = new RichClaims();
      claims.forEach(own::addOption);
      return DevUsers.user(name, groups, own);
    }
  }

  /**
   * Those of the options.
   *
   * @throws IllegalArgumentException where there is none, a name is blank or there twice, or a
   *     claim is not JSON
   */
  static DevUsers of(List<Options> options) {
    if (options.isEmpty()) {
      throw new IllegalArgumentException("Missing required option: '--user=NAME'");
    }
    Set<String> names = new LinkedHashSet<>();
    for (Options one : options) {
      if (one.name.isBlank()) {
        throw new IllegalArgumentException("--user: the user's name is empty");
      }
      if (!names.add(one.name)) {
        throw new IllegalArgumentException("--user: '" + one.name + "' is there twice");
      }
    }
    return new DevUsers(options.stream().map(Options::user).toList());
  }

  private static User user(String name, List<String> groups, RichClaims claims) {
    return new User(name, "", groups, claims.asObject(), false, TicketRight.NONE);
  }

  User first() {
    return all.get(0);
  }

  /** The user of this name; nobody has the empty one. */
  Optional<User> named(String name) {
    return name.isEmpty()
        ? Optional.of(NOBODY)
        : all.stream().filter(user -> user.name().equals(name)).findFirst();
  }

  /** The names of all their own claims. */
  Set<String> claimNames() {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(user -> names.addAll(user.claims().keySet()));
    return names;
  }

  /** A user with the groups, in words. */
  static String inWords(User user) {
    if (user.name().isEmpty()) {
      return "nobody, without a token";
    }
    return user.name()
        + (user.groups().isEmpty() ? ", in no group" : " of " + String.join(", ", user.groups()));
  }
}
