package dev.signet.container;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.identity.CallerIdentity;
import dev.signet.token.Rejection;
import jakarta.security.auth.message.AuthException;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/** Tells a container who the caller is, in the words it understands. */
interface SubjectBuilder {

  /** Why the container cannot be told who the caller is, if it cannot. */
  Optional<Rejection> refusal(CallerIdentity identity);

  /** Makes the authenticated caller the client. */
  void establish(Subject client, Authenticated authenticated) throws AuthException;

  /** Says that the client is nobody. */
  void establishNobody(Subject client) throws AuthException;

  /**
   * Chooses by the container's callback handler: its class name is the one thing that tells Liberty
   * from the others and is there in every request.
   */
  static SubjectBuilder of(CallbackHandler handler, RealmNames names) {
    return LibertySubjectBuilder.isLiberty(handler)
        ? LibertySubjectBuilder.INSTANCE
        : new CallbackSubjectBuilder(handler, names);
  }
}
