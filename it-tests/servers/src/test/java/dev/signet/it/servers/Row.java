package dev.signet.it.servers;

/** A row of the truth table: something an application may rely on. */
enum Row {
  ANONYMOUS("anonymous"),
  CHALLENGE("401 with challenge"),
  FORBIDDEN("403"),
  REFUSED("refused on an open page"),
  GROUP_ROLES("roles from groups, no descriptor"),
  DESCRIPTOR_ROLES("roles from groups, descriptor"),
  PRINCIPAL("custom principal"),
  CLAIMS("claims"),
  LOGOUT("logout"),
  ASYNC("async"),
  FORWARD("forward"),
  ERROR_PAGE("error page"),
  EJB("EJB"),
  JAX_RS("JAX-RS"),
  SESSION("session"),
  ROOT("root context"),
  SECURITY_CONTEXT("SecurityContext, groups of a store"),
  BESIDE_FORM("beside a form");

  private final String title;

  Row(String title) {
    this.title = title;
  }

  /** Whether it can be asked for: the module knows of no Jakarta Security. */
  boolean isOf(Variant variant) {
    return compareTo(SECURITY_CONTEXT) < 0 || variant == Variant.MECHANISM;
  }

  String title() {
    return title;
  }
}
