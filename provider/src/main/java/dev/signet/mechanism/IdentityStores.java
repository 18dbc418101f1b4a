package dev.signet.mechanism;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.identity.CallerIdentity;
import dev.signet.settings.Names;
import dev.signet.token.Rejection;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The identity stores of an application, which see every caller between authentication and
 * notification: they may add groups, give another name, or refuse the caller.
 *
 * @param handler the handler of all stores, the server's or the application's own
 */
record IdentityStores(IdentityStoreHandler handler) {

  /**
   * Validates a caller with the stores. What they change is named again for the server, and may be
   * refused then.
   */
  AuthenticationResult confirm(Authenticated caller, JwtAuthenticator authenticator) {
    JwtCredential credential = new JwtCredential(caller);
    CredentialValidationResult result = handler.validate(credential);
    if (result == null || result.getStatus() != Status.VALID) {
      return Rejected.after(
          Rejection.IDENTITY_STORE_REJECTED,
          caller,
          "the answer of the identity stores is " + (result == null ? "none" : result.getStatus()));
    }
    if (isUnchanged(credential, result)) {
      return caller;
    }
    return hasNames(result)
        ? authenticator.rename(caller, changed(caller, result))
        : Rejected.after(
            Rejection.IDENTITY_STORE_REJECTED,
            caller,
            "the name or a group of the identity stores is not a name");
  }

  /** Whether the stores give the name and the groups of the token; it names each group once. */
  private static boolean isUnchanged(JwtCredential credential, CredentialValidationResult result) {
    Set<String> wanted = result.getCallerGroups();
    return result.getCallerPrincipal().getName().equals(credential.principal().getName())
        && wanted.size() == credential.groups().size()
        && wanted.containsAll(credential.groups());
  }

  /** The rule for names in tokens holds for names from stores: servers cannot take others. */
  private static boolean hasNames(CredentialValidationResult result) {
    return Names.isName(result.getCallerPrincipal().getName())
        && result.getCallerGroups().stream().allMatch(Names::isName);
  }

  /**
   * The caller with the name and the groups of the stores. Groups that the stores add are the
   * application's own, as roles are the administrator's: they mean the same in every realm.
   */
  private static CallerIdentity changed(Authenticated caller, CredentialValidationResult result) {
    CallerIdentity before = caller.identity();
    Set<String> wanted = new TreeSet<>(result.getCallerGroups());
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < before.groups().size(); i++) {
      if (wanted.remove(caller.names().groups().get(i))) {
        groups.add(before.groups().get(i));
      }
    }
    groups.addAll(wanted);
    Set<String> roles = new LinkedHashSet<>(before.roles());
    roles.addAll(wanted);
    String name = result.getCallerPrincipal().getName();
    return new CallerIdentity(
        name.equals(caller.names().user()) ? before.name() : name,
        before.realm(),
        groups,
        roles,
        before.isRegistryUser(),
        before.session());
  }
}
