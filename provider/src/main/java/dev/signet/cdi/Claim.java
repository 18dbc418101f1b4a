package dev.signet.cdi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Injects a claim of the caller's token: a {@code String}, {@code Boolean}, {@code Long}, {@code
 * Double}, {@code java.time.Instant} (a number of seconds since 1970, as {@code exp} is), {@code
 * List<String>}, {@code Map<String, Object>} or {@code Object}, or an {@code Optional} of one of
 * these. Another type stops the deployment.
 *
 * <p>A type other than {@code Optional} requires the claim. Where it is missing or of another type,
 * or no token authenticates the caller, the injection fails with an {@code IllegalStateException}.
 * An {@code Optional} is empty then.
 *
 * <p>A claim belongs to one request. It can be injected directly into beans that are
 * {@code @RequestScoped}. Into all others it can be injected as {@code Instance} or {@code
 * Provider}, whose {@code get} looks it up each time. Everything else stops the deployment, because
 * a bean that outlives a request would show one caller's claims to the next.
 */
@Documented
@Qualifier
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER, TYPE})
public @interface Claim {
  /**
   * The claim's name.
   *
   * @return exactly as in the token
   */
  @Nonbinding
  String value() default "";

  /** For look-ups in code. */
  final class Literal extends AnnotationLiteral<Claim> implements Claim {
    private static final long serialVersionUID = 1L;

    private final String value;

    private Literal(String value) {
      this.value = value;
    }

    /**
     * The qualifier for a claim.
     *
     * @param name the claim's name
     * @return to be handed to {@code Instance.select}
     */
    public static Literal of(String name) {
      return new Literal(name);
    }

    @Override
    public String value() {
      return value;
    }
  }
}
