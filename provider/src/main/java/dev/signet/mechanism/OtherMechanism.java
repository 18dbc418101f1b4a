package dev.signet.mechanism;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;

/**
 * Marks the mechanism beside Signet's, so that a lookup of the one mechanism of an application
 * finds Signet's. Liberty takes the first class that has a bean without a qualifier, in no order.
 */
@Qualifier
@Retention(RUNTIME)
@interface OtherMechanism {

  /** For the bean of a class that cannot be annotated. */
  final class Literal extends AnnotationLiteral<OtherMechanism> implements OtherMechanism {
    private static final long serialVersionUID = 1L;
  }
}
