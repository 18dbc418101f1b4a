package dev.signet.mechanism;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.container.CallbackCallerNotifier;
import dev.signet.container.CallerNotifier;
import dev.signet.container.LibertyCallerNotifier;
import dev.signet.container.ToldCaller;
import dev.signet.identity.CallerIdentity;
import dev.signet.identity.RealmNames;
import dev.signet.settings.Names;
import dev.signet.token.Rejection;
import jakarta.security.auth.message.AuthException;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.security.auth.Subject;

/**
 * Tells a container through Jakarta Security, after the identity stores of the application have had
 * their say. On Liberty the caller is told in Liberty's own way, which keeps the realm.
 */
record MechanismCallerNotifier(
    HttpMessageContext context, Supplier<IdentityStoreHandler> identityStores, RealmNames names)
    implements CallerNotifier {

  @Override
  public AuthenticationResult tellable(Authenticated authenticated, RealmNames realms) {
    AuthenticationResult told = container().tellable(authenticated, realms);
    if (!(told instanceof Authenticated caller)) {
      return told;
    }
    JwtCredential credential =
        new JwtCredential(caller, told(caller).principal(), groups(caller.identity()));
    CredentialValidationResult result = identityStores.get().validate(credential);
    if (result == null || result.getStatus() != Status.VALID) {
      return new Rejected(Rejection.IDENTITY_STORE_REJECTED);
    }
    if (isUnchanged(credential, result)) {
      return caller;
    }
    return hasNames(result)
        ? container().tellable(asTold(caller, credential, result), realms)
        : new Rejected(Rejection.IDENTITY_STORE_REJECTED);
  }

  /** What is no name in a token is none from a store: servers cannot take it, or not as one. */
  private static boolean hasNames(CredentialValidationResult result) {
    return Names.isName(result.getCallerPrincipal().getName())
        && result.getCallerGroups().stream().allMatch(Names::isName);
  }

  private CallerNotifier container() {
    return CallerNotifier.of(context.getHandler(), names);
  }

  private boolean isLiberty() {
    return LibertyCallerNotifier.isLiberty(context.getHandler());
  }

  private List<String> groups(CallerIdentity identity) {
    return isLiberty() ? identity.groups() : names.groups(identity);
  }

  /**
   * The caller with the name and the groups of the stores. What they add is the application's own
   * word, as roles are the administrator's: it means the same in every realm.
   */
  private Authenticated asTold(
      Authenticated caller, JwtCredential credential, CredentialValidationResult result) {
    CallerIdentity before = caller.identity();
    Set<String> wanted = new TreeSet<>(result.getCallerGroups());
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < before.groups().size(); i++) {
      if (wanted.remove(credential.groups().get(i))) {
        groups.add(before.groups().get(i));
      }
    }
    groups.addAll(wanted);
    Set<String> roles = new LinkedHashSet<>(before.roles());
    roles.addAll(wanted);
    String name = result.getCallerPrincipal().getName();
    CallerIdentity after =
        new CallerIdentity(
            name.equals(credential.principal().getName()) ? before.name() : name,
            before.realm(),
            groups,
            roles,
            before.isRegistryUser(),
            before.session());
    return caller.as(after);
  }

  /** Whether the stores say what the token says; it names each group once. */
  private static boolean isUnchanged(JwtCredential credential, CredentialValidationResult result) {
    Set<String> wanted = result.getCallerGroups();
    return result.getCallerPrincipal().getName().equals(credential.principal().getName())
        && wanted.size() == credential.groups().size()
        && wanted.containsAll(credential.groups());
  }

  @Override
  public ToldCaller told(Authenticated authenticated) {
    return container().told(authenticated);
  }

  @Override
  public void establish(Subject client, ToldCaller caller) throws AuthException {
    if (isLiberty()) {
      LibertyCallerNotifier.INSTANCE.establish(client, caller);
      return;
    }
    try {
      var unused =
          context.notifyContainerAboutLogin(
              (Principal) caller.principal(), Set.copyOf(caller.groups()));
    } catch (IllegalStateException e) {
      // what Soteria makes of a callback that the container refuses
      throw CallbackCallerNotifier.refused(context.getHandler());
    }
  }

  @Override
  public void establishNobody(Subject client) {
    var unused = context.doNothing();
  }

  @Override
  public boolean takesForAnother(HttpServletRequest request, ToldCaller caller) {
    return container().takesForAnother(request, caller);
  }

  @Override
  public boolean remembersCallers() {
    return container().remembersCallers();
  }
}
