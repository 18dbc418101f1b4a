package dev.signet.it.dumper;

import java.util.Optional;

/** The pages of the seed, and the role each one asks for. */
public enum Page {
  HEADERS("/dumpHeaders.jsp", ""),
  DUMP("/dump.jsp", "all"),
  WHOAMI("/whoami.jsp", "all"),
  ROLEA_DUMP("/rolea/dump.jsp", "RoleA"),
  ROLEA_WHOAMI("/rolea/whoami.jsp", "RoleA"),
  ROLEB_DUMP("/roleb/dump.jsp", "RoleB"),
  ROLEB_WHOAMI("/roleb/whoami.jsp", "RoleB");

  private final String path;
  private final String role;

  Page(String path, String role) {
    this.path = path;
    this.role = role;
  }

  public String path() {
    return path;
  }

  /** Empty for the page that is open to everybody. */
  public Optional<String> role() {
    return role.isEmpty() ? Optional.empty() : Optional.of(role);
  }
}
