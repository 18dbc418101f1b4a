package dev.signet.session;

import dev.signet.session.SessionsOfAnApplication.Kept;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request of a browser with a session's cookie, as it reaches the filter. It fails on any
 * question that is not part of the contract.
 */
final class Visit {
  /** What an application does with a request. */
  @FunctionalInterface
  interface Application {
    void serve(HttpServletRequest request) throws IOException, ServletException;
  }

  private final SessionsOfAnApplication sessions;
  private final @Nullable String cookie;
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> answered = new HashMap<>();
  private final List<AsyncListener> asyncListeners = new ArrayList<>();
  private DispatcherType dispatcherType = DispatcherType.REQUEST;
  private String method = "GET";
  private String address = "/app/page";
  private @Nullable String query;
  private @Nullable Principal user;
  private @Nullable Kept session;
  private boolean isAsync;
  private boolean isCommitted;
  private boolean isRefusedByServer;
  private boolean hasRun;
  private int status = HttpServletResponse.SC_OK;

  Visit(SessionsOfAnApplication sessions, @Nullable String cookie) {
    this.sessions = sessions;
    this.cookie = cookie;
    this.session = sessions.find(cookie);
  }

  Visit login(String login) {
    attributes.put("dev.signet.login", login);
    return this;
  }

  /** With a token that a session keeps as a text. */
  Visit token(String text) {
    Supplier<String> supplier = () -> text;
    attributes.put("dev.signet.revocable", supplier);
    return this;
  }

  /** While there are revocations of these tokens. */
  Visit revoking(String... texts) {
    RevokedSessions.lookFor(request(), List.of(texts)::contains);
    return this;
  }

  Visit refused() {
    attributes.put("dev.signet.stopped", true);
    return this;
  }

  Visit passedOn() {
    attributes.put("dev.signet.passedOn", true);
    return this;
  }

  Visit user(String name) {
    user = () -> name;
    return this;
  }

  Visit dispatched(DispatcherType type) {
    dispatcherType = type;
    return this;
  }

  Visit method(String name) {
    method = name;
    return this;
  }

  Visit to(String rawPath, @Nullable String rawQuery) {
    address = rawPath;
    query = rawQuery;
    return this;
  }

  Visit header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Its response is on its way. */
  Visit committed() {
    isCommitted = true;
    return this;
  }

  /** As on Liberty, when a session is another user's. */
  Visit refusedByServer() {
    isRefusedByServer = true;
    return this;
  }

  /** Something before the filters has begun a session for it. */
  Visit withNewSession() {
    session = sessions.make();
    return this;
  }

  /** Goes through the filter to an application that may use the session. */
  Visit through(LoginBoundSessionFilter filter, Application application) throws Exception {
    hasRun = false;
    FilterChain chain =
        (request, response) -> {
          hasRun = true;
          application.serve((HttpServletRequest) request);
        };
    filter.doFilter(request(), response(), chain);
    return this;
  }

  /** The asynchronous part is over. */
  void complete() throws IOException {
    isAsync = false;
    for (AsyncListener listener : List.copyOf(asyncListeners)) {
      listener.onComplete(new AsyncEvent(async(), request(), response()));
    }
  }

  /** Begins another asynchronous part, for which no listener is kept. */
  void beginAgain() throws IOException {
    List<AsyncListener> before = List.copyOf(asyncListeners);
    asyncListeners.clear();
    for (AsyncListener listener : before) {
      listener.onStartAsync(new AsyncEvent(async(), request(), response()));
    }
  }

  boolean hasRun() {
    return hasRun;
  }

  int status() {
    return status;
  }

  @Nullable String answered(String header) {
    return answered.get(header);
  }

  /** What the browser has afterwards. */
  @Nullable String cookie() {
    return session == null || !session.isValid() ? null : session.id();
  }

  HttpServletRequest request() {
    return proxy(HttpServletRequest.class, this::request);
  }

  HttpServletResponse response() {
    return proxy(HttpServletResponse.class, this::response);
  }

  private AsyncContext async() {
    return proxy(
        AsyncContext.class,
        (name, given) -> {
          if (name.equals("getRequest")) {
            return request();
          }
          if (!name.equals("addListener")) {
            throw new AssertionError("nobody may ask for " + name);
          }
          asyncListeners.add((AsyncListener) given[0]);
          return null;
        });
  }

  private interface Answer {
    @Nullable Object to(String method, Object[] given);
  }

  @SuppressWarnings("unchecked") // a proxy is of the type it is made for
  private static <T> T proxy(Class<T> type, Answer answer) {
    return (T)
        Proxy.newProxyInstance(
            Visit.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) ->
                answer.to(method.getName(), given == null ? new Object[0] : given));
  }

  private @Nullable Object request(String name, Object[] given) {
    return switch (name) {
      case "getAttribute" -> attributes.get((String) given[0]);
      case "setAttribute" -> attributes.put((String) given[0], given[1]);
      case "removeAttribute" -> attributes.remove((String) given[0]);
      case "getServletContext" -> sessions.application();
      case "getDispatcherType" -> dispatcherType;
      case "getMethod" -> method;
      case "getRequestURI" -> address;
      case "getQueryString" -> query;
      case "getHeader" -> headers.get((String) given[0]);
      case "getUserPrincipal" -> user;
      case "getRemoteUser" -> user == null ? null : user.getName();
      case "isUserInRole" -> user != null;
      case "getAuthType" -> user == null ? null : "JWT";
      case "getRequestedSessionId" -> cookie;
      case "getSession" -> session(given.length == 0 || (Boolean) given[0]);
      case "logout" -> {
        user = null;
        yield null;
      }
      case "changeSessionId" -> sessions.rename(java.util.Objects.requireNonNull(session));
      case "startAsync" -> {
        isAsync = true;
        yield async();
      }
      case "isAsyncStarted" -> isAsync;
      case "getAsyncContext" -> async();
      default -> throw new AssertionError("nobody may ask a request for " + name);
    };
  }

  private @Nullable HttpSession session(boolean isWanted) {
    if (isRefusedByServer) {
      throw new IllegalArgumentException("another user's");
    }
    if (session != null && !session.isValid()) {
      session = null;
    }
    if (session == null && isWanted) {
      session = sessions.make();
    }
    return session == null ? null : sessions.view(session);
  }

  private @Nullable Object response(String name, Object[] given) {
    return switch (name) {
      case "isCommitted" -> isCommitted;
      case "setHeader" -> answered.put((String) given[0], (String) given[1]);
      case "setStatus" -> {
        status = (Integer) given[0];
        yield null;
      }
      default -> throw new AssertionError("nobody may ask a response for " + name);
    };
  }
}
