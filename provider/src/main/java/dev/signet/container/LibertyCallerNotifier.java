package dev.signet.container;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.identity.CallerIdentity;
import java.util.ArrayList;
import java.util.Hashtable;
import javax.security.auth.Subject;

/**
 * Liberty's own way: one Hashtable among the private credentials and no callback. The standard
 * callbacks lose the realm there and add the groups of a registry.
 */
public enum LibertyCallerNotifier implements CallerNotifier {
  /** The only one, since it keeps nothing. */
  INSTANCE;

  private static final String CREDENTIAL = "com.ibm.wsspi.security.cred.";
  private static final String ASSERTION = "com.ibm.ws.authentication.internal.assertion";
  private static final String LTPA = "com.ibm.ws.authentication.internal.sso.disable.ltpa.";

  @Override
  public Server server() {
    return Server.LIBERTY;
  }

  /** Adds a credential that is this request's own: Liberty writes into it for some logins. */
  @Override
  @SuppressWarnings("JdkObsolete") // Liberty looks for this very class
  public void notify(Subject client, Authenticated caller) {
    CallerIdentity identity = caller.identity();
    Hashtable<String, Object> credential = new Hashtable<>();
    if (identity.isRegistryUser()) {
      // the name alone, and our word for it: the registry has the rest
      credential.put(CREDENTIAL + "userId", identity.name());
      credential.put(ASSERTION, true);
    } else {
      credential.put(CREDENTIAL + "uniqueId", identity.accessId());
      credential.put(CREDENTIAL + "securityName", identity.name());
      credential.put(CREDENTIAL + "realm", identity.realm());
      // an ArrayList: any other List leads to 403
      credential.put(CREDENTIAL + "groups", new ArrayList<>(caller.names().groupIds()));
    }
    credential.put(CREDENTIAL + "cacheKey", caller.cacheKey());
    credential.put(CREDENTIAL + "jaspi.principal", caller.principal());
    // the token is sent with every request: an LTPA cookie would outlive it
    credential.put(LTPA + "cookie", true);
    credential.put(LTPA + "cache", true);
    client.getPrivateCredentials().add(credential);
  }

  @Override
  public void notifyNobody(Subject client) {
    // an empty Subject is anonymous on Liberty
  }
}
