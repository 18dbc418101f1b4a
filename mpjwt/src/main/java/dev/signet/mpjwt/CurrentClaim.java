package dev.signet.mpjwt;

import java.io.Serializable;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.jspecify.annotations.Nullable;

/** A claim of whichever caller the calling thread serves: it is looked up with each call. */
final class CurrentClaim<T> implements ClaimValue<T>, Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final ClaimForm form;

  CurrentClaim(String name, ClaimForm form) {
    this.name = name;
    this.form = form;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  @SuppressWarnings("unchecked") // the form was made from the type of the injection point
  public @Nullable T getValue() {
    return (T) form.value(name);
  }

  /** The claim's name, never its value. */
  @Override
  public String toString() {
    return name;
  }
}
