package dev.signet.it.servers;

import static dev.signet.it.servers.Group.APPLICATIONS;
import static dev.signet.it.servers.Group.CALLER;
import static dev.signet.it.servers.Group.SECURITY;
import static dev.signet.it.servers.Group.SESSION;

/** A row of the truth table: something an application may rely on. */
enum Row {
  ANONYMOUS(CALLER, "anonymous"),
  CHALLENGE(CALLER, "401 with challenge"),
  FORBIDDEN(CALLER, "403"),
  REFUSED(CALLER, "refused on an open page"),
  GROUP_ROLES(CALLER, "roles from groups, no descriptor"),
  DESCRIPTOR_ROLES(CALLER, "roles from groups, descriptor"),
  PRINCIPAL(CALLER, "custom principal"),
  CLAIMS(CALLER, "claims"),
  LOGOUT(CALLER, "logout"),
  ASYNC(CALLER, "async"),
  FORWARD(CALLER, "forward"),
  ERROR_PAGE(CALLER, "error page"),
  EJB(CALLER, "EJB"),
  JAX_RS(CALLER, "JAX-RS"),
  ROOT(CALLER, "root context"),
  NEXT_USER(SESSION, "next user"),
  NEXT_USER_OPEN(SESSION, "next user on an open page"),
  NEXT_LOGIN(SESSION, "next login of the same user"),
  RENEWED(SESSION, "renewed token of the same login"),
  MADE_IN_DISPATCH(SESSION, "session made in a forward or include"),
  MADE_IN_ASYNC_DISPATCH(SESSION, "session made in an async dispatch"),
  MADE_IN_THREAD(SESSION, "session made in an async thread"),
  MADE_IN_ERROR_PAGE(SESSION, "session made in an error page"),
  FORBIDDEN_PAGE(SESSION, "403 page of the next user"),
  UNAUTHORIZED_PAGE(SESSION, "401 page with a user's cookie"),
  NO_TOKEN(SESSION, "no token, or a bad one, with a user's cookie"),
  BEAN_GET(SESSION, "CDI session bean, next user's GET"),
  BEAN_POST(SESSION, "CDI session bean, next user's POST"),
  PLANTED(SESSION, "session id planted before the login"),
  AT_ONCE(SESSION, "parallel requests of one user"),
  NEXT_AT_ONCE(SESSION, "parallel first requests of the next user"),
  REVOKED(SESSION, "revoked token"),
  SECURITY_CONTEXT(SECURITY, "SecurityContext, groups of a store"),
  BESIDE_FORM(SECURITY, "beside a form"),
  SECOND_APPLICATION(APPLICATIONS, "second application"),
  BOTH_CALLERS(APPLICATIONS, "callers of both at the same time"),
  REDEPLOYED(APPLICATIONS, "redeployed beside others");

  private final Group group;
  private final String title;

  Row(Group group, String title) {
    this.group = group;
    this.title = title;
  }

  /** What it is about. */
  Group group() {
    return group;
  }

  String title() {
    return title;
  }
}
