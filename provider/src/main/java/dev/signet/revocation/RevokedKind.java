package dev.signet.revocation;

import dev.signet.revocation.RevokedRow.Field;
import java.util.Arrays;
import java.util.Optional;

/** What an entry names of the tokens of one issuer. */
public enum RevokedKind {
  /** One token, by its claim {@code jti} (RFC 7519 section 4.1.7). */
  TOKEN('j', Field.JTI, "id (jti)"),
  /**
   * One login at the proxy: the claim that {@code sessionIdentifier} names, or {@code sid} (OpenID
   * Connect Back-Channel Logout 1.0).
   */
  SESSION('s', Field.SESSION, "session"),
  /** One user, by the claim {@code sub}. */
  SUBJECT('u', Field.SUBJECT, "subject (sub)"),
  /** One key, by the key id of the token, or by a name that the key has on this server. */
  KEY('k', Field.KID, "key (kid)"),
  /** Every token. */
  ISSUER('a', Field.ALL, "issuer");

  private final byte code;
  private final Field field;
  private final String named;

  RevokedKind(char code, Field field, String named) {
    this.code = (byte) code;
    this.field = field;
    this.named = named;
  }

  /**
   * What a token has that an entry names.
   *
   * @return such as {@code id (jti)}, for a sentence
   */
  public String named() {
    return named;
  }

  /**
   * The member of an entry that has the value.
   *
   * @return such as {@code jti}
   */
  public Field field() {
    return field;
  }

  /** What stands for it in the text of a token, the same in every version. */
  byte code() {
    return code;
  }

  /** The kind with a code; empty where none has it. */
  static Optional<RevokedKind> ofCode(byte code) {
    return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return field.written();
  }
}
