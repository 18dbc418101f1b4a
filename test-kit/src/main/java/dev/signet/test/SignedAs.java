package dev.signet.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The user whose token a test has: of a method, else of its class, else of the class around that.
 * {@link SignetTest} and {@link TestProxy} read it. A test without it has no user.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SignedAs {
  /**
   * The user's name.
   *
   * @return the claim that the issuer's {@code userIdentifier} names, {@code sub} by default
   */
  String user();

  /**
   * The user's groups.
   *
   * @return the claim that the issuer's {@code groupIdentifier} names, {@code groups} by default
   */
  String[] groups() default {};
}
