package dev.signet.liberty.server;

import com.ibm.websphere.crypto.PasswordUtil;
import dev.signet.crypto.Secret;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Passwords of {@code server.xml}: as they are, or encoded as {@code {xor}…} or {@code {aes}…}. */
public final class Passwords {
  private Passwords() {}

  /**
   * The password that an attribute holds.
   *
   * @param value of an attribute that Liberty knows as a password, which shows it to nobody, or a
   *     text
   * @return decoded, with the server's {@code wlp.password.encryption.key} where it is {@code
   *     {aes}}
   * @throws IllegalArgumentException where it cannot be decoded; the message has nothing of it
   */
  public static Secret decode(Object value) {
    @Nullable String decoded = PasswordUtil.passwordDecode(text(value));
    if (decoded == null) {
      throw new IllegalArgumentException(
          "cannot be decoded: encode it with securityUtility encode, and with the key that this"
              + " server has in wlp.password.encryption.key");
    }
    return new Secret(decoded);
  }

  /** Liberty's class is not to be had for the compiler: its method is asked for by name. */
  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    try {
      Method chars = value.getClass().getMethod("getChars");
      return new String((char[]) chars.invoke(value));
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException("is no password", e);
    }
  }
}
