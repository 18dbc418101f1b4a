package dev.signet;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The token of a running request, for Signet's own modules. It is not for applications, which ask
 * {@link JwtPrincipal#token()}; it may change with each version.
 *
 * <p>A thread has it while it serves a part of the request, or a task of that part. When the part
 * ends, the text is gone from memory, whatever still refers to this object. It cannot be
 * serialized, and prints nothing. Thread-safe.
 */
public final class RequestToken {
  private static final ThreadLocal<@Nullable RequestToken> RUNNING = new ThreadLocal<>();

  /** The request, which has several parts where it is asynchronous. */
  private final Object request;

  private final JwtPrincipal caller;
  private final NextHop hop;
  private volatile @Nullable String text;

  /**
   * Where a token may be sent, and how.
   *
   * @param header the request header that carries it; after {@code Bearer} in {@code Authorization}
   * @param origins scheme, host and port of each server, as {@link #origin} writes them
   */
  public record NextHop(String header, Set<String> origins) {
    /** Nowhere. */
    public static final NextHop NONE = new NextHop("Authorization", Set.of());

    /** Copies the set. */
    public NextHop {
      origins = Set.copyOf(origins);
    }

    /**
     * The way to some servers.
     *
     * @param header the request header that carries the token
     * @param servers their addresses
     * @return to exactly their schemes, hosts and ports
     */
    public static NextHop to(String header, Set<URI> servers) {
      return new NextHop(
          header,
          servers.stream()
              .flatMap(server -> origin(server).stream())
              .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Scheme, host and port of an address.
     *
     * @param address any address
     * @return such as {@code https://orders.example:443}; empty where it has no host or another
     *     scheme than {@code http} and {@code https}
     */
    public static Optional<String> origin(URI address) {
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      String host = address.getHost();
      if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.empty();
      }
      int standard = scheme.equals("https") ? 443 : 80;
      int port = address.getPort() < 0 ? standard : address.getPort();
      return Optional.of(scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port);
    }

    /**
     * Whether the token may be sent to an address.
     *
     * @param address where a request goes
     * @return true where exactly its scheme, host and port are listed
     */
    public boolean allows(URI address) {
      return origin(address).filter(origins::contains).isPresent();
    }

    /**
     * The value of the header.
     *
     * @param token the token
     * @return with the scheme {@code Bearer} in {@code Authorization} (RFC 6750 section 2.1)
     */
    public String value(String token) {
      return header.equalsIgnoreCase("Authorization") ? "Bearer " + token : token;
    }
  }

  private RequestToken(Object request, JwtPrincipal caller, NextHop hop, String text) {
    this.request = request;
    this.caller = caller;
    this.hop = hop;
    this.text = text;
  }

  /**
   * The token of a request.
   *
   * @param caller whose request it is
   * @param text the token as it arrived
   * @param hop where it may be sent
   * @return for the first part of the request
   */
  public static RequestToken of(JwtPrincipal caller, String text, NextHop hop) {
    return new RequestToken(new Object(), caller, hop, text);
  }

  /**
   * The token of the request that this thread serves.
   *
   * @return empty where it serves none, or its token is not kept
   */
  public static Optional<RequestToken> running() {
    return Optional.ofNullable(RUNNING.get());
  }

  /**
   * The same token, for a part of the request. A part within another one shares its token, and does
   * not end it.
   *
   * @return the part that runs on this thread already, or one of its own; empty after the end
   */
  public Optional<RequestToken> part() {
    RequestToken outer = RUNNING.get();
    String token = text;
    if (outer != null && outer.request == request) {
      return Optional.of(outer);
    }
    return Optional.ofNullable(token).map(t -> new RequestToken(request, caller, hop, t));
  }

  /**
   * Makes this the token of the thread's request, until the result is run on the same thread.
   *
   * @return gives the thread back what it had before
   */
  public Runnable enter() {
    return put(this);
  }

  /**
   * Takes the token from the thread, until the result is run on the same thread.
   *
   * @return gives the thread back what it had before
   */
  public static Runnable leave() {
    return put(null);
  }

  private static Runnable put(@Nullable RequestToken token) {
    RequestToken before = RUNNING.get();
    set(token);
    return () -> set(before);
  }

  private static void set(@Nullable RequestToken token) {
    if (token == null) {
      RUNNING.remove();
    } else {
      RUNNING.set(token);
    }
  }

  /** The part of the request has ended: no thread has the text any more. */
  public void end() {
    text = null;
  }

  /**
   * Whose request it is.
   *
   * @return the caller whom the token authenticates
   */
  public JwtPrincipal caller() {
    return caller;
  }

  /**
   * Where the token may be sent, and how.
   *
   * @return as the definition that accepted the token says
   */
  public NextHop hop() {
    return hop;
  }

  /**
   * The token as it arrived, encrypted where it was.
   *
   * @return empty after the end
   */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "RequestToken";
  }
}
