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
  private final boolean isForeign;

  /**
   * Refuses a token.
   *
   * @param rejection the reason
   * @param sentences what exactly is wrong, as {@link RefusalDetails} has it
   */
  public TokenRejectedException(Rejection rejection, String... sentences) {
    this(rejection, RefusalDetails.of(List.of(sentences)), false);
  }

  private TokenRejectedException(Rejection rejection, RefusalDetails details, boolean isForeign) {
    super(rejection.id() + ": " + rejection.text(), null, false, false);
    this.rejection = rejection;
    this.details = details;
    this.isForeign = isForeign;
  }

  /**
   * The same refusal by a definition.
   *
   * @param id the definition's {@code id}; not used where the details name one already
   * @return the refusal to throw instead
   */
  public TokenRejectedException byDefinition(String id) {
    return new TokenRejectedException(rejection, details.ofDefinition(id), isForeign);
  }

  /**
   * The same refusal of a token with a header.
   *
   * @param header the members of its JOSE header; not used where the details have them already
   * @return the refusal to throw instead
   */
  public TokenRejectedException withHeader(Map<String, Object> header) {
    return new TokenRejectedException(rejection, details.withHeader(header), isForeign);
  }

  /**
   * The same refusal of a token that no definition could take, in the header that other parts of a
   * server use as well.
   *
   * @return the refusal to throw instead
   */
  public TokenRejectedException ofForeignToken() {
    return new TokenRejectedException(rejection, details, true);
  }

  /**
   * Whether the token may be meant for another part of the server.
   *
   * @return false where a definition has its issuer, and where it is in a header or cookie of its
   *     own
   */
  public boolean isForeign() {
    return isForeign;
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
