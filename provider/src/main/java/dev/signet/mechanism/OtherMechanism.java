package dev.signet.mechanism;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;

/**
 * Marks the mechanism beside ours, so that whoever looks for the one mechanism of an application
 * finds ours. Liberty takes the first class that has a bean without a qualifier, in no order.
 */
@Qualifier
@Retention(RUNTIME)
@interface OtherMechanism {

  /** For a bean that is not ours to write. */
  final class Literal extends AnnotationLiteral<OtherMechanism> implements OtherMechanism {
    private static final long serialVersionUID = 1L;
  }
}
