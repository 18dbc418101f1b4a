package dev.signet.mpjwt;

import dev.signet.JwtPrincipal;
import dev.signet.cdi.TypeNames;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.jspecify.annotations.Nullable;

/**
 * A form in which a claim can be injected (MicroProfile JWT 2.1 section 7.2).
 *
 * @param typeName the type of the claim itself
 * @param isOptional whether it is inside of an {@code Optional}
 * @param isClaimValue whether it, or that {@code Optional}, is inside of a {@code ClaimValue}
 */
record ClaimForm(String typeName, boolean isOptional, boolean isClaimValue)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The form of a type; empty where a claim cannot be injected as it. */
  static Optional<ClaimForm> of(Type type) {
    Optional<Type> ofValue = argument(type, ClaimValue.class);
    Type inner = ofValue.orElse(type);
    Optional<Type> ofOptional = argument(inner, Optional.class);
    String name = TypeNames.of(ofOptional.orElse(inner));
    return ClaimTypes.reader(name)
        .map(reader -> new ClaimForm(name, ofOptional.isPresent(), ofValue.isPresent()));
  }

  static Optional<Type> argument(Type type, Class<?> raw) {
    return type instanceof ParameterizedType parameterized && parameterized.getRawType() == raw
        ? Optional.of(parameterized.getActualTypeArguments()[0])
        : Optional.empty();
  }

  /** The name of the claim that a qualifier means. */
  static String name(Claim claim) {
    return claim.standard() == Claims.UNKNOWN ? claim.value() : claim.standard().name();
  }

  /** What is injected for a claim of the caller. */
  @Nullable Object instance(String name) {
    return isClaimValue ? new CurrentClaim<>(name, this) : value(name);
  }

  /** The claim of the caller now: null, or an empty Optional, where there is none. */
  @Nullable Object value(String name) {
    Optional<Object> claim =
        name.equals(Claims.raw_token.name())
            ? Caller.find().flatMap(JwtPrincipal::token)
            : Caller.find().flatMap(caller -> Optional.ofNullable(caller.claims().get(name)));
    Optional<Object> value = claim.map(there -> read(name, there));
    return isOptional ? value : value.orElse(null);
  }

  private Object read(String name, Object claim) {
    return ClaimTypes.reader(typeName)
        .flatMap(reader -> reader.read(claim))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the caller's claim \"" + name + "\" is not of the type " + typeName));
  }
}
