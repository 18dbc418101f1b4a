package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;

/** What an application has of its own for logins, beside the token. Of one request. */
public interface ApplicationLogin {

  /** Nothing, as the module has it: a caller is who the token says. */
  ApplicationLogin NONE =
      new ApplicationLogin() {
        @Override
        public boolean takesUnauthenticated() {
          return false;
        }

        @Override
        public AuthenticationResult confirm(Authenticated caller, JwtAuthenticator authenticator) {
          return caller;
        }
      };

  /**
   * Whether another mechanism authenticates requests without a token.
   *
   * @return asked only where the configuration allows it
   */
  boolean takesUnauthenticated();

  /**
   * Lets the application confirm, change or refuse a caller whose token is good. A changed caller
   * goes through {@link JwtAuthenticator#rename}.
   *
   * @param caller who the token says
   * @param authenticator the one that has authenticated the caller
   * @return the caller that the container is notified of, or a refusal
   */
  AuthenticationResult confirm(Authenticated caller, JwtAuthenticator authenticator);
}
