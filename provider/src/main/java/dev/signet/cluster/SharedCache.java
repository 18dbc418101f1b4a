package dev.signet.cluster;

import dev.signet.log.Messages;
import dev.signet.settings.LineLimit;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import javax.cache.Cache;

/**
 * A cache that servers share. Every call answers within two seconds or not at all. Keys and values
 * are of the JDK's classes; no key holds a token or a claim in clear. Thread-safe.
 */
public final class SharedCache {
  private static final Logger LOG = Messages.logger(SharedCache.class);
  private static final Duration CHECK_LIFETIME = Duration.ofMinutes(1);

  private final OpenEngine engine;
  private final String name;
  private final String effect;
  private final LineLimit lines = new LineLimit(MonotonicTime.ofSystem());

  /** Whether the log says that it does not answer. */
  private volatile boolean isSaidToFail;

  /**
   * A cache.
   *
   * @param effect what its failure means, for the log
   */
  SharedCache(OpenEngine engine, String name, String effect) {
    this.engine = engine;
    this.name = name;
    this.effect = effect;
  }

  /**
   * Puts a value where the key has none; atomically among all servers, as far as the engine is.
   *
   * @param key the key
   * @param value of this call and no other: an engine that repeats a call whose answer was lost
   *     finds the value of the first try, which counts as its own
   * @param lifetime when the entry ends, where the engine has a lifetime for each
   * @return whether the key had no value
   * @throws CacheUnavailableException where there is no answer; the value may be there or not
   */
  public boolean putIfAbsent(String key, Object value, Duration lifetime)
      throws CacheUnavailableException {
    return call(
        cache -> cache.putIfAbsent(key, value, lifetime) || value.equals(cache.plain().get(key)));
  }

  /**
   * Asks anything else, as JCache has it.
   *
   * @param <T> the kind of answer
   * @param question gets the cache; it runs in a thread of its own, which may go on after this
   * @return the answer
   * @throws CacheUnavailableException where there is none
   */
  public <T> T ask(Function<Cache<Object, Object>, T> question) throws CacheUnavailableException {
    return call(cache -> question.apply(cache.plain()));
  }

  private <T> T call(Function<TimedCache, T> question) throws CacheUnavailableException {
    try {
      T answer = engine.call(name, question);
      hasAnswered();
      return answer;
    } catch (CacheUnavailableException e) {
      fails("no answer");
      throw e;
    } catch (ExecutionException e) {
      fails(kind(e));
      throw new CacheUnavailableException();
    }
  }

  /** What went wrong, in words of Signet's: a message of an engine may hold anything. */
  static String kind(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof ExecutionException inner) {
      return kind(inner);
    }
    if (cause instanceof CacheMistakeException) {
      return String.valueOf(cause.getMessage());
    }
    return cause == null ? "no answer" : cause.getClass().getSimpleName();
  }

  private void fails(String why) {
    if (!isSaidToFail && lines.next().isPresent()) {
      isSaidToFail = true;
      LOG.log(
          Level.WARNING,
          "SIGNET0115W: the cache \"{0}\" of {1} fails: {2}; {3} until it answers",
          name,
          engine,
          why,
          effect);
    }
  }

  private void hasAnswered() {
    if (isSaidToFail) {
      isSaidToFail = false;
      LOG.log(Level.INFO, "SIGNET0116I: the cache \"{0}\" of {1} answers again", name, engine);
    }
  }

  /**
   * A round trip with a key of its own, at load. A cache that does not answer now is no mistake: it
   * may later, and the log says so.
   *
   * @throws IllegalArgumentException where the cache is not there, is not shared, or does not keep
   *     what is put into it
   */
  void check() {
    String key = "check " + UUID.randomUUID();
    boolean isKept;
    try {
      isKept = engine.call(name, cache -> isKept(cache, key));
      hasAnswered();
    } catch (CacheUnavailableException e) {
      fails("no answer");
      return;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CacheMistakeException mistake) {
        throw new IllegalArgumentException(mistake.getMessage(), mistake);
      }
      fails(kind(e));
      return;
    }
    if (!isKept) {
      throw new IllegalArgumentException(
          "cache: the cache \""
              + name
              + "\" of "
              + engine
              + " does not keep what is put into it: give it room for every entry, and an expiry"
              + " that no token outlives, or none");
    }
  }

  private static boolean isKept(TimedCache cache, String key) {
    boolean isNew = cache.putIfAbsent(key, 1L, CHECK_LIFETIME);
    boolean isNewAgain = cache.putIfAbsent(key, 2L, CHECK_LIFETIME);
    boolean isThere = Long.valueOf(1).equals(cache.plain().get(key));
    return cache.plain().remove(key) && isNew && !isNewAgain && isThere;
  }
}
