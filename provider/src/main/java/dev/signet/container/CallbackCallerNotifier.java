package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.identity.CallerIdentity;
import dev.signet.identity.RealmNames;
import dev.signet.token.Rejection;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * The standard way (Jakarta Authentication 3.0 section 3.8.3): two callbacks in one call. They have
 * no place for a realm.
 */
public record CallbackCallerNotifier(CallbackHandler handler, RealmNames names)
    implements CallerNotifier {
  private static final String WILDFLY = "org.wildfly.security.auth.jaspi.";
  private static final String TOMCAT = "org.apache.catalina.";

  @Override
  public AuthenticationResult tellable(Authenticated authenticated, RealmNames realms) {
    CallerIdentity identity = authenticated.identity();
    if (identity.isRegistryUser()) {
      return new Rejected(Rejection.REGISTRY_MISSING);
    }
    return realms.areClear(identity) ? authenticated : new Rejected(Rejection.REALM_NOT_ALLOWED);
  }

  @Override
  public ToldCaller told(Authenticated authenticated) {
    return ToldCaller.of(
        authenticated, names::user, identity -> told(handler, names.groups(identity)));
  }

  @Override
  public void establish(Subject client, ToldCaller caller) throws AuthException {
    handle(
        handler,
        new CallerPrincipalCallback(client, caller.principal()),
        new GroupPrincipalCallback(client, caller.groups().toArray(String[]::new)));
  }

  /**
   * Elytron replaces the roles its own realm has for a user of the same name only where it hears of
   * a group: without one, WildFly as it comes (integrated-jaspi) would give the caller of a token
   * the roles of a local user. The empty name is nobody's role.
   */
  static List<String> told(CallbackHandler handler, List<String> groups) {
    return groups.isEmpty() && isWildFly(handler) ? List.of("") : groups;
  }

  @Override
  public void establishNobody(Subject client) throws AuthException {
    establishNobody(handler, client);
  }

  @Override
  public boolean remembersCallers() {
    return handler.getClass().getName().startsWith(TOMCAT);
  }

  static void establishNobody(CallbackHandler handler, Subject client) throws AuthException {
    handle(handler, new CallerPrincipalCallback(client, (Principal) null));
  }

  private static void handle(CallbackHandler handler, Callback... callbacks) throws AuthException {
    try {
      handler.handle(callbacks);
    } catch (IOException | UnsupportedCallbackException e) {
      throw refused(handler);
    }
  }

  /** A container that does not take the caller, and what is to be done about it. */
  public static CallerNotAcceptedException refused(CallbackHandler handler) {
    return new CallerNotAcceptedException(
        isWildFly(handler)
            ? "WildFly takes only callers of its own realm, until this is run in jboss-cli.sh:"
                + " /subsystem=undertow/application-security-domain=other:write-attribute("
                + "name=integrated-jaspi,value=false), and then reload; instead of other, the"
                + " security-domain of jboss-web.xml where that names one"
            : "the server refused the caller's identity");
  }

  private static boolean isWildFly(CallbackHandler handler) {
    return handler.getClass().getName().startsWith(WILDFLY);
  }
}
