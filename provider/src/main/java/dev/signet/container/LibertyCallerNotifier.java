package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.identity.CallerIdentity;
import dev.signet.identity.RealmNames;
import dev.signet.token.Rejection;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Hashtable;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Liberty's own way: one Hashtable among the private credentials and no callback. The standard
 * callbacks lose the realm there and mix in the groups of a registry.
 */
public enum LibertyCallerNotifier implements CallerNotifier {
  INSTANCE;

  private static final String HANDLER_PACKAGE = "com.ibm.ws.security.jaspi.";
  private static final String CREDENTIAL = "com.ibm.wsspi.security.cred.";
  private static final String NOBODY = "UNAUTHENTICATED";
  private static final String ASSERTION = "com.ibm.ws.authentication.internal.assertion";
  private static final String LTPA = "com.ibm.ws.authentication.internal.sso.disable.ltpa.";

  public static boolean isLiberty(CallbackHandler handler) {
    return handler.getClass().getName().startsWith(HANDLER_PACKAGE);
  }

  /** Its ids hold the realm, and it can look a name up; one name is its own word for nobody. */
  @Override
  public AuthenticationResult tellable(Authenticated authenticated, RealmNames names) {
    CallerIdentity identity = authenticated.identity();
    if (identity.name().equals(NOBODY)) {
      return new Rejected(Rejection.USER_MISSING);
    }
    return identity.isRegistryUser() || names.areClearAsIds(identity)
        ? authenticated
        : new Rejected(Rejection.REALM_NOT_ALLOWED);
  }

  @Override
  public ToldCaller told(Authenticated authenticated) {
    return ToldCaller.of(authenticated, CallerIdentity::name, CallerIdentity::groupAccessIds);
  }

  @Override
  @SuppressWarnings("JdkObsolete") // Liberty looks for this very class
  public void establish(Subject client, ToldCaller caller) {
    var identity = caller.identity();
    Hashtable<String, Object> credential = new Hashtable<>();
    if (identity.isRegistryUser()) {
      // the name alone, and our word for it: the registry says the rest
      credential.put(CREDENTIAL + "userId", identity.name());
      credential.put(ASSERTION, true);
    } else {
      credential.put(CREDENTIAL + "uniqueId", identity.accessId());
      credential.put(CREDENTIAL + "securityName", identity.name());
      credential.put(CREDENTIAL + "realm", identity.realm());
      // an ArrayList: any other List leads to 403
      credential.put(CREDENTIAL + "groups", new ArrayList<>(caller.groups()));
    }
    credential.put(CREDENTIAL + "cacheKey", caller.authenticated().cacheKey());
    credential.put(CREDENTIAL + "jaspi.principal", caller.principal());
    // the token is sent with every request: an LTPA cookie would outlive it
    credential.put(LTPA + "cookie", true);
    credential.put(LTPA + "cache", true);
    client.getPrivateCredentials().add(credential);
  }

  @Override
  public void establishNobody(Subject client) {
    // an empty Subject is anonymous on Liberty
  }

  /**
   * The cookie of a login by a form of Jakarta Security counts for every application of the server:
   * Liberty puts that user into the request before it asks the module, and would mix the two up.
   */
  @Override
  public boolean takesForAnother(HttpServletRequest request, ToldCaller caller) {
    Principal before = request.getUserPrincipal();
    return request.getDispatcherType() == DispatcherType.REQUEST
        && before != null
        && !caller.names().contains(before.getName());
  }
}
