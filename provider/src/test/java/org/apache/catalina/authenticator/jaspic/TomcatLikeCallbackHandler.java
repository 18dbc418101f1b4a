package org.apache.catalina.authenticator.jaspic;

import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;

/** Has the package by which Tomcat is known, and takes every caller. */
public final class TomcatLikeCallbackHandler implements CallbackHandler {
  @Override
  public void handle(Callback[] callbacks) {}
}
