package dev.signet.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that has headers, cookies, a dispatcher type, addresses and attributes, and fails on
 * any other question: what the line may look at is part of its contract.
 */
public final class Requests {
  private final List<String[]> headers = new ArrayList<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private DispatcherType dispatcherType = DispatcherType.REQUEST;
  private String address = "192.0.2.1";
  private String contextPath = "";
  private String path = "/";
  private @Nullable String serverName;
  private int serverPort = 443;
  private @Nullable Principal user;
  private Set<String> roles = Set.of();
  private boolean mayLogOut;
  private boolean hasNoSession;
  private @Nullable ServletContext application;
  private @Nullable Body body;

  private Requests() {}

  public static Requests empty() {
    return new Requests();
  }

  public static HttpServletRequest withJwt(String token) {
    return empty().header("jwt", token).build();
  }

  public Requests header(String name, String value) {
    headers.add(new String[] {name.toLowerCase(Locale.ROOT), value});
    return this;
  }

  public Requests cookie(String name, String value) {
    cookies.add(new Cookie(name, value));
    return this;
  }

  public Requests from(String remoteAddress) {
    address = remoteAddress;
    return this;
  }

  public Requests to(String contextRoot, String pathBelow) {
    contextPath = contextRoot;
    path = pathBelow;
    return this;
  }

  public Requests attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  public Requests user(@Nullable Principal principal) {
    user = principal;
    return this;
  }

  /** The user that the server's own login has, and their roles. */
  public Requests user(String name, String... roleNames) {
    roles = Set.of(roleNames);
    return user(() -> name);
  }

  /** Its user may be logged out. */
  public Requests loggingOut() {
    mayLogOut = true;
    return this;
  }

  /** May be asked for its session, and has none. */
  public Requests withoutSession() {
    hasNoSession = true;
    return this;
  }

  public Requests in(ServletContext servletContext) {
    application = servletContext;
    return this;
  }

  /** In the application with this context root, however the request spells it. */
  public Requests inApplication(String contextRoot) {
    return in(application(contextRoot));
  }

  /** An application without attributes. */
  private static ServletContext application(String contextRoot) {
    return (ServletContext)
        Proxy.newProxyInstance(
            Requests.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContextPath" -> contextRoot;
                  case "getAttribute" -> null;
                  default ->
                      throw new AssertionError("nobody may ask an application for " + method);
                });
  }

  /** What the container takes from the header Host, or from HTTP/2's :authority. */
  public Requests askedFor(String host, int port) {
    serverName = host;
    serverPort = port;
    return this;
  }

  /** A POST with a body. */
  public Requests posting(String contentType, String content) {
    body = new Body(contentType, content);
    return this;
  }

  private record Body(String type, String content) {
    /** A length is not always known before. */
    ServletInputStream open() {
      InputStream in = new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1));
      return new ServletInputStream() {
        @Override
        public int read() throws IOException {
          return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          return in.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
          throw new AssertionError("the body is read at once");
        }

        @Override
        public boolean isReady() {
          throw new AssertionError("the body is read at once");
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new AssertionError("the body is read at once");
        }
      };
    }
  }

  private Body body() {
    if (body == null) {
      throw new AssertionError("nobody may read a request without a body");
    }
    return body;
  }

  public Requests dispatched(DispatcherType type) {
    dispatcherType = type;
    return this;
  }

  public HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            Requests.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));
  }

  @SuppressWarnings("JdkObsolete") // the request's own type for its URL
  private @Nullable Object answer(String method, Object @Nullable [] arguments) {
    return switch (method) {
      case "getHeaders" -> {
        String name = String.valueOf(arguments == null ? null : arguments[0]);
        yield Collections.enumeration(
            headers.stream()
                .filter(h -> h[0].equals(name.toLowerCase(Locale.ROOT)))
                .map(h -> h[1])
                .toList());
      }
      case "getHeaderNames" ->
          Collections.enumeration(headers.stream().map(h -> h[0]).distinct().toList());
      case "isUserInRole" -> roles.contains(String.valueOf(arguments == null ? "" : arguments[0]));
      case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
      case "getDispatcherType" -> dispatcherType;
      case "setAttribute" ->
          attributes.put(
              String.valueOf(arguments == null ? null : arguments[0]),
              java.util.Objects.requireNonNull(arguments)[1]);
      case "getAttribute" ->
          attributes.get(String.valueOf(arguments == null ? null : arguments[0]));
      case "getUserPrincipal" -> user;
      case "logout" -> {
        if (!mayLogOut) {
          throw new AssertionError("nobody may log out");
        }
        user = null;
        yield null;
      }
      case "getSession" -> {
        if (!hasNoSession) {
          throw new AssertionError("nobody may ask for the session");
        }
        yield null;
      }
      case "getServletContext" -> application == null ? application(contextPath) : application;
      case "getRemoteAddr" -> address;
      case "getMethod" -> body == null ? "GET" : "POST";
      case "getContentType" -> body().type();
      case "getContentLengthLong" -> -1L;
      case "getInputStream" -> body().open();
      case "getRequestURL" -> new StringBuffer("https://app.example.com" + contextPath + path);
      case "getServerName" -> serverName;
      case "getServerPort" -> serverPort;
      case "isSecure" -> true;
      case "getContextPath" -> contextPath;
      case "getServletPath" -> path;
      case "getPathInfo" -> null;
      default -> throw new AssertionError("nobody may ask a request for " + method);
    };
  }
}
