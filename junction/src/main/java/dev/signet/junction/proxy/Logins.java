package dev.signet.junction.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The logins that have begun and not ended; bounded, and each ends when it is not used. */
public final class Logins {
  private static final int MAXIMUM = 10_000;
  private static final int ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cache<String, Login> byId;
  private final Consumer<Login> ended;

  public Logins(Duration idleTimeout) {
    this(idleTimeout, login -> {});
  }

  /** With what is to know of each login that a user ends; not of one that was not used. */
  Logins(Duration idleTimeout, Consumer<Login> ended) {
    this.ended = ended;
    byId = Caffeine.newBuilder().maximumSize(MAXIMUM).expireAfterAccess(idleTimeout).build();
  }

  public Login begin(User user) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    Login login =
        new Login(
            Base64.getUrlEncoder().withoutPadding().encodeToString(id),
            user,
            user.groups(),
            UUID.randomUUID().toString());
    byId.put(login.id(), login);
    return login;
  }

  public Optional<Login> find(String id) {
    return Optional.ofNullable(byId.getIfPresent(id));
  }

  /** The same login with other groups, until it ends. */
  public Optional<Login> regroup(String id, List<String> groups) {
    return Optional.ofNullable(
        byId.asMap()
            .computeIfPresent(
                id, (key, login) -> new Login(id, login.user(), groups, login.sess())));
  }

  public void end(String id) {
    Optional.ofNullable(byId.asMap().remove(id)).ifPresent(ended);
  }
}
