package dev.signet.junction.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What lies behind one junction.
 *
 * @param prefix the junction's path, such as {@code /jwtjct}; empty for the root
 * @param address the server, with a path or without
 * @param header the request header that takes the token
 * @param open paths below the junction that need no login and get no token
 * @param timeout how long a server may send nothing; then the answer is 504
 */
public record Backend(
    String prefix, URI address, String header, Set<String> open, Duration timeout) {
  /** For a server of which nothing else is known. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  public Backend {
    open = Set.copyOf(open);
  }

  /** Whether a path of the junction belongs here. */
  boolean serves(String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  /** Whether a path needs no login: an open one, or what lies below one that ends with a slash. */
  boolean isOpen(String path) {
    String below = path.substring(prefix.length());
    return open.stream().anyMatch(o -> o.endsWith("/") ? below.startsWith(o) : below.equals(o));
  }

  /** The path at the server for a path of the junction, both as they are on the wire. */
  String pathBehind(String rawPath) {
    String below = rawPath.substring(prefix.length());
    return base() + (below.isEmpty() ? "/" : below);
  }

  /**
   * The address that a browser in front needs for one behind; empty where it is none of this
   * server's.
   */
  Optional<String> inFront(String location) {
    URI place;
    try {
      place = URI.create(location);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean isHere = place.getRawAuthority() == null || isThisServer(place);
    String path = place.getRawPath();
    if (!isHere || place.isOpaque() || path == null || !(isBare(place) || isBelowBase(path))) {
      return Optional.empty();
    }
    String query = place.getRawQuery() == null ? "" : "?" + place.getRawQuery();
    String fragment = place.getRawFragment() == null ? "" : "#" + place.getRawFragment();
    return Optional.of(pathInFront(path) + query + fragment);
  }

  /** The path of a cookie or a place at the server, as a browser in front has to see it. */
  String pathInFront(String path) {
    String below = isBelowBase(path) ? path.substring(base().length()) : path;
    return prefix + (below.isEmpty() ? "/" : below);
  }

  /** The server's address and no path, which is its root. */
  private boolean isBare(URI place) {
    return place.getRawAuthority() != null && place.getRawPath().isEmpty() && base().isEmpty();
  }

  private boolean isBelowBase(String path) {
    return path.startsWith(base() + "/") || (path.equals(base()) && !path.isEmpty());
  }

  private boolean isThisServer(URI place) {
    boolean sameScheme =
        place.getScheme() == null || place.getScheme().equalsIgnoreCase(address.getScheme());
    return sameScheme
        && place.getHost() != null
        && place
            .getHost()
            .toLowerCase(Locale.ROOT)
            .equals(address.getHost().toLowerCase(Locale.ROOT))
        && port(place) == port(address);
  }

  private int port(URI uri) {
    int standard = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return uri.getPort() < 0 ? standard : uri.getPort();
  }

  private String base() {
    String path = address.getRawPath();
    return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
