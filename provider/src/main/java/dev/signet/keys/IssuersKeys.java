package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.SignetConfig;
import dev.signet.http.KeyThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of all definitions of a configuration, in their order. Keys that are fetched over HTTP
 * are shared by all configurations of this server. Keys in files are passed from a configuration to
 * its successor.
 */
public final class IssuersKeys implements AutoCloseable {
  private final Clock clock;
  private final List<IssuerKeys> keys = new ArrayList<>();
  private final Map<KeyOrigin, IssuerKeys> local = new HashMap<>();
  private final List<Runnable> ends = new ArrayList<>();

  private IssuersKeys(Clock clock) {
    this.clock = clock;
  }

  /** Begins to fetch the keys over HTTP and to watch those in files. */
  public static IssuersKeys of(SignetConfig config, Clock clock) {
    return new IssuersKeys(clock).begin(config, Map.of());
  }

  /** The same for a configuration that replaces this one; both must be closed. */
  public IssuersKeys successor(SignetConfig config) {
    return new IssuersKeys(clock).begin(config, local);
  }

  private IssuersKeys begin(SignetConfig config, Map<KeyOrigin, IssuerKeys> known) {
    try {
      for (IssuerConfig issuer : config.issuers()) {
        keys.add(keys(issuer, known));
      }
      List<Runnable> looks = new ArrayList<>();
      local.values().forEach(inFiles -> looks.add(inFiles::refreshWhenDue));
      if (!looks.isEmpty()) {
        ends.add(KeyRefresher.start(KeyThreads.FILES, looks)::close);
      }
      config.issuers().stream()
          .map(issuer -> issuer.claims().clockSkew())
          .min(Duration::compareTo)
          .ifPresent(skew -> ends.add(ClockWatch.start(clock, skew)));
      return this;
    } catch (Throwable e) {
      // the work begun for the definitions before the failed one must end
      close();
      throw e;
    }
  }

  private IssuerKeys keys(IssuerConfig issuer, Map<KeyOrigin, IssuerKeys> known) {
    if (issuer.keySource() instanceof KeySource.NoKeys) {
      return new NoKeys(issuer.id());
    }
    if (issuer.keySource() instanceof KeySource.KeyText source) {
      return GivenKeySet.of(issuer, source, clock);
    }
    if (issuer.keySource() instanceof KeySource.Local source) {
      KeyOrigin origin = KeyOrigin.of(issuer);
      IssuerKeys before = known.get(origin);
      IssuerKeys inFiles = before == null ? new LocalKeys(issuer, source, clock) : before;
      local.put(origin, inFiles);
      return inFiles;
    }
    return SharedKeys.acquire(issuer, clock);
  }

  /** The keys of a definition, by its place in the configuration. */
  public IssuerKeys get(int definition) {
    return keys.get(definition);
  }

  /**
   * The states of the keys. Each entry is looked up when it is read, because there may be
   * thousands.
   */
  public List<KeyStatus> statuses() {
    return new AbstractList<>() {
      @Override
      public KeyStatus get(int definition) {
        return keys.get(definition).status();
      }

      @Override
      public int size() {
        return keys.size();
      }
    };
  }

  @Override
  public synchronized void close() {
    ends.forEach(Runnable::run);
    ends.clear();
    keys.forEach(IssuerKeys::close);
  }
}
