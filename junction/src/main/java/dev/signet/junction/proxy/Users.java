package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The users the junction knows, by name. Immutable. */
public final class Users {
  /** The length that bcrypt reads; it would silently cut a longer password. */
  private static final int MAX_PASSWORD_BYTES = 72;

  private static final int COST = 10;
  private static final int SALT_BYTES = 16;

  private final Map<String, User> byName;

  /** So that an unknown name costs as much time as a wrong password. */
  private final String unknownUsersHash = hash("nobody".toCharArray());

  public Users(Map<String, User> byName) {
    this.byName = Map.copyOf(byName);
  }

  public static String hash(char[] password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return OpenBSDBCrypt.generate("2y", password, salt, COST);
  }

  public Optional<User> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The user of this name, if this is the password. */
  Optional<User> authenticate(String name, String password) {
    Optional<User> user = named(name);
    String hash = user.map(User::passwordHash).orElse(unknownUsersHash);
    boolean isShort = password.getBytes(UTF_8).length <= MAX_PASSWORD_BYTES;
    boolean isRight = isShort && OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
    return user.filter(u -> isRight);
  }
}
