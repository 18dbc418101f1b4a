package dev.signet.config;

import java.util.Locale;

/** The header or cookie of a request in which a token is looked for. */
public sealed interface TokenLocation {

  /** The header in which RFC 6750 section 2.1 puts a bearer token. */
  String AUTHORIZATION = "authorization";

  /**
   * The place as a message names it.
   *
   * @return such as {@code header jwt}
   */
  String named();

  /**
   * A request header. {@code Authorization} has a token only after the scheme {@code Bearer}; any
   * other header has it raw or after {@code Bearer}, whole or split over {@code <name>-segments}
   * and {@code <name>-1} to {@code <name>-N}.
   *
   * @param name the header's name; kept in lower case, because header names are case-insensitive
   */
  record Header(String name) implements TokenLocation {
    /** Keeps the name in lower case. */
    public Header {
      name = name.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether this is the header that other schemes use too.
     *
     * @return true for {@code Authorization}
     */
    public boolean isAuthorization() {
      return name.equals(AUTHORIZATION);
    }

    @Override
    public String named() {
      return "header " + name;
    }
  }

  /**
   * A cookie that holds the raw token.
   *
   * @param name the cookie's name, case-sensitive (RFC 6265 section 4.1)
   */
  record Cookie(String name) implements TokenLocation {
    @Override
    public String named() {
      return "cookie " + name;
    }
  }
}
