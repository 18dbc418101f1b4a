package dev.signet.container;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtPrincipal;
import dev.signet.crypto.Sha256;
import dev.signet.identity.CallerIdentity;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a container is told of a caller, made once for each remembered token.
 *
 * @param authenticated who the caller is, with the proof
 * @param principal the caller, by the name the container is told
 * @param groups as the container is told of them
 * @param names what the container may call the caller
 * @param login stands for the login the token belongs to, and holds no claim
 */
public record ToldCaller(
    Authenticated authenticated,
    JwtPrincipal principal,
    List<String> groups,
    Set<String> names,
    String login) {

  /** A container has one way to call callers and groups, which is the same for all requests. */
  static ToldCaller of(
      Authenticated authenticated,
      Function<CallerIdentity, String> user,
      Function<CallerIdentity, List<String>> groups) {
    return authenticated.made(
        ToldCaller.class,
        a -> {
          CallerIdentity identity = a.identity();
          return new ToldCaller(
              a,
              new JwtPrincipal(user.apply(identity), identity, a.jwt()),
              groups.apply(identity),
              Set.of(identity.name(), identity.realm() + "/" + identity.name()),
              Sha256.of(identity.accessId() + "\n" + identity.session().orElse("")));
        });
  }

  CallerIdentity identity() {
    return authenticated.identity();
  }
}
