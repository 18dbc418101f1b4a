package dev.signet;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the public methods of Signet's principal that the application reads. */
public record JwtPrincipal(
    String name, String realm, List<String> groups, Map<String, @Nullable Object> claims)
    implements Principal {
  @Override
  public String getName() {
    return name;
  }
}
