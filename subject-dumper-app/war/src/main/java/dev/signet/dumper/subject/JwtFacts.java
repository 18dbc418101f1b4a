package dev.signet.dumper.subject;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Signet's principal says of its token. Each part is empty where the principal lacks it. */
public record JwtFacts(
    @Nullable String realm,
    List<String> groups,
    @Nullable Map<?, ? extends @Nullable Object> claims) {
  private static final String PRINCIPAL = "dev.signet.JwtPrincipal";

  /** Nothing known. */
  public static final JwtFacts NONE = new JwtFacts(null, List.of(), null);

  public JwtFacts {
    groups = List.copyOf(groups);
  }

  /** Reads the first of the principals that is Signet's, known by its name only. */
  public static JwtFacts of(Stream<Principal> principals) {
    return principals
        .filter(principal -> principal.getClass().getName().equals(PRINCIPAL))
        .findFirst()
        .map(JwtFacts::read)
        .orElse(NONE);
  }

  static JwtFacts read(Object principal) {
    Optional<Object> claims = PublicMethods.call(principal, "claims");
    return new JwtFacts(
        PublicMethods.text(principal, "realm").orElse(null),
        texts(PublicMethods.call(principal, "groups")),
        claims.orElse(null) instanceof Map<?, ?> map ? map : null);
  }

  static List<String> texts(Optional<Object> list) {
    return list.orElse(null) instanceof List<?> values
        ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
