package dev.signet.it.servers.app;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean that the container guards. Not final: the container may subclass it. */
@Stateless
@Local(Guarded.class)
@DeclareRoles({"RoleA", "RoleB"})
public class GuardedBean implements Guarded {
  @Resource
  @SuppressWarnings("NullAway.Init") // the container sets it
  private SessionContext context;

  @Override
  @PermitAll
  public String caller() {
    return context.getCallerPrincipal().getName()
        + " RoleA="
        + context.isCallerInRole("RoleA")
        + " RoleB="
        + context.isCallerInRole("RoleB");
  }

  @Override
  @RolesAllowed("RoleA")
  public String onlyRoleA() {
    return "served";
  }

  @Override
  @RolesAllowed("RoleB")
  public String onlyRoleB() {
    return "served";
  }
}
