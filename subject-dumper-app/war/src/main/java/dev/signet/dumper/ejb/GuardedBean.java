package dev.signet.dumper.ejb;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean that the container guards. Not final: the container subclasses it. */
@Stateless
@DeclareRoles({"RoleA", "RoleB"})
public class GuardedBean {
  @Resource
  @SuppressWarnings("NullAway.Init") // the container sets it
  private SessionContext context;

  /** The caller as enterprise beans see it. */
  @RolesAllowed("RoleA")
  public String onlyRoleA() {
    return context.getCallerPrincipal().getName();
  }

  /** The caller as enterprise beans see it. */
  @RolesAllowed("RoleB")
  public String onlyRoleB() {
    return context.getCallerPrincipal().getName();
  }
}
