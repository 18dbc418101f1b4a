package dev.signet.token;

import java.util.List;
import java.util.Map;

/**
 * A token is refused. It carries the catalogue's entry and the details for the administrator: no
 * cause, no stack trace. The message has no detail.
 */
public final class TokenRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Rejection rejection;
  private final transient RefusalDetails details;

  /**
   * Refuses a token.
   *
   * @param rejection the reason
   * @param sentences what exactly is wrong, as {@link RefusalDetails} has it
   */
  public TokenRejectedException(Rejection rejection, String... sentences) {
    this(rejection, RefusalDetails.of(List.of(sentences)));
  }

  private TokenRejectedException(Rejection rejection, RefusalDetails details) {
    super(rejection.id() + ": " + rejection.text(), null, false, false);
    this.rejection = rejection;
    this.details = details;
  }

  /**
   * The same refusal by a definition.
   *
   * @param id the definition's {@code id}; not used where the details name one already
   * @return the refusal to throw instead
   */
  public TokenRejectedException byDefinition(String id) {
    return new TokenRejectedException(rejection, details.ofDefinition(id));
  }

  /**
   * The same refusal of a token with a header.
   *
   * @param header the members of its JOSE header; not used where the details have them already
   * @return the refusal to throw instead
   */
  public TokenRejectedException withHeader(Map<String, Object> header) {
    return new TokenRejectedException(rejection, details.withHeader(header));
  }

  /**
   * The reason.
   *
   * @return the catalogue's entry
   */
  public Rejection rejection() {
    return rejection;
  }

  /**
   * What exactly is wrong.
   *
   * @return for the log and the records, never for a response
   */
  public RefusalDetails details() {
    return details;
  }
}
