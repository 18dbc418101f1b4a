package dev.signet.test;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The {@link SignedAs} of a test. */
final class SignedIn {
  private SignedIn() {}

  /** That of the method, else of its class, else of the class around that. */
  static Optional<SignedAs> of(ExtensionContext context) {
    Optional<SignedAs> nearest = context.getElement().flatMap(SignedIn::on);
    return nearest.isPresent() ? nearest : context.getParent().flatMap(SignedIn::of);
  }

  private static Optional<SignedAs> on(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, SignedAs.class);
  }

  /** The token of the test's user. */
  static Optional<TestToken> token(ExtensionContext context, TestIssuer issuer) {
    return of(context).map(user -> issuer.token(user.user(), user.groups()));
  }
}
