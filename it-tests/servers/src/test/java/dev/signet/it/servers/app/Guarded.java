package dev.signet.it.servers.app;

/** An enterprise bean as its callers know it. */
public interface Guarded {
  /** Who the caller is, and which of the two roles he has. */
  String caller();

  /** For RoleA only. */
  String onlyRoleA();

  /** For RoleB only. */
  String onlyRoleB();
}
