package dev.signet.it.claims;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.NullUnmarked;

/** The forms that a bean of the whole application may have. */
@NullUnmarked
@ApplicationScoped
public class OfManyRequests {
  @Inject private JsonWebToken token;

  @Inject
  @Claim("text")
  private ClaimValue<Optional<String>> claimValue;

  @Inject
  @Claim("text")
  private Provider<String> provider;

  @Inject
  @Claim("number")
  private Instance<Optional<Long>> instance;

  /** Each form and what it has for the caller of this request. */
  public List<String> forms() {
    return List.of(
        "JsonWebToken: "
            + token.getName()
            + " "
            + token.getClaim("text")
            + " "
            + new TreeSet<>(token.getGroups()),
        "ClaimValue: " + claimValue.getValue(),
        "Provider: " + provider.get(),
        "Instance: " + instance.get());
  }
}
