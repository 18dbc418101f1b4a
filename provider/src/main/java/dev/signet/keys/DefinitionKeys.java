package dev.signet.keys;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.keys.RemoteSource.KeyQuestion;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The access of one definition to keys that it may share with others. */
final class DefinitionKeys implements IssuerKeys {
  private static final ChannelAttribute ADDRESS =
      new ChannelAttribute(ChannelAttribute.Kind.REMOTE_ADDRESS, "");

  private final String id;
  private final RemoteSource source;
  private final Runnable release;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean isClosed = new AtomicBoolean();

  DefinitionKeys(String id, RemoteSource source, Runnable release) {
    this.id = id;
    this.source = source;
    this.release = release;
  }

  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException, VerificationUnavailableException {
    return resolveKeys(name, algorithm, attribute -> List.of());
  }

  @Override
  public List<VerificationKey> resolveKeys(
      Optional<String> name, SignatureAlgorithm algorithm, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    String address = channel.values(ADDRESS).stream().findFirst().orElse("");
    return source.resolveKeys(new KeyQuestion(name, algorithm, id, address, waiting));
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return source.stillHolds(key);
  }

  @Override
  public void refreshWhenDue() {
    // done once for all definitions
  }

  @Override
  public KeyStatus status() {
    return source.status(id);
  }

  /** Running requests can continue; the keys are no longer refreshed for this definition. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
