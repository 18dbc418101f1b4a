package dev.signet.session;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps sessions as a servlet container does, and tells Signet's listener of new ones. */
final class SessionsOfAnApplication {
  private final Map<String, Kept> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final NewSessions listener = new NewSessions();
  private @Nullable ServletContext application;
  private boolean isShared;

  /** A session, by any of the requests that have its cookie. */
  static final class Kept {
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final Set<String> setInThisRequest = ConcurrentHashMap.newKeySet();
    private volatile String id;
    private volatile boolean isNew = true;
    private volatile boolean isValid = true;
    private volatile boolean isEnding;

    private Kept(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    boolean isValid() {
      return isValid;
    }
  }

  SessionsOfAnApplication in(ServletContext context) {
    application = context;
    return this;
  }

  /** From now on a new id loses what was set before its request, as with Liberty's sessionCache. */
  void share() {
    isShared = true;
  }

  @Nullable ServletContext application() {
    return application;
  }

  /** What the client does not know yet. */
  Kept make() {
    Kept kept = new Kept("session " + ids.incrementAndGet());
    sessions.put(kept.id, kept);
    listener.sessionCreated(new HttpSessionEvent(view(kept)));
    return kept;
  }

  /** By a cookie that a client has sent. */
  @Nullable Kept find(@Nullable String id) {
    Kept kept = id == null ? null : sessions.get(id);
    if (kept != null) {
      kept.isNew = false;
      kept.setInThisRequest.clear();
    }
    return kept;
  }

  String rename(Kept kept) {
    sessions.remove(kept.id);
    if (isShared) {
      kept.attributes.keySet().retainAll(kept.setInThisRequest);
    }
    kept.id = "session " + ids.incrementAndGet();
    sessions.put(kept.id, kept);
    return kept.id;
  }

  void end(Kept kept) {
    sessions.remove(kept.id);
    kept.isValid = false;
  }

  /** As GlassFish ends a session: it can be used until the last attribute is gone. */
  private void endSlowly(Kept kept) {
    if (!kept.isEnding) {
      kept.isEnding = true;
      kept.attributes.remove("dev.signet.login");
      pause();
      pause();
      end(kept);
    }
  }

  HttpSession view(Kept kept) {
    return (HttpSession)
        Proxy.newProxyInstance(
            SessionsOfAnApplication.class.getClassLoader(),
            new Class<?>[] {HttpSession.class},
            (proxy, method, arguments) -> answer(kept, method.getName(), arguments));
  }

  private @Nullable Object answer(Kept kept, String method, Object @Nullable [] arguments) {
    if (!kept.isValid) {
      throw new IllegalStateException(method + " of a session that has ended");
    }
    Object[] given = arguments == null ? new Object[0] : arguments;
    return switch (method) {
      case "getId" -> kept.id;
      case "getServletContext" -> application;
      case "isNew" -> kept.isNew;
      case "getAttribute" -> {
        Object value = kept.attributes.get((String) given[0]);
        pause();
        yield value;
      }
      case "getAttributeNames" -> Collections.enumeration(kept.attributes.keySet());
      case "setAttribute" -> {
        kept.setInThisRequest.add((String) given[0]);
        yield kept.attributes.put((String) given[0], given[1]);
      }
      case "invalidate" -> {
        endSlowly(kept);
        yield null;
      }
      default -> throw new AssertionError("nobody may ask a session for " + method);
    };
  }

  /** As in a cluster: what has been read may have changed by the time it is looked at. */
  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The names and values that an application sees. */
  static Map<String, Object> contents(Kept kept) {
    return new HashMap<>(kept.attributes);
  }
}
