package com.ibm.ws.security.jaspi;

import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;

/** Has the package by which Liberty is known, and accepts no callback at all. */
public final class LibertyLikeCallbackHandler implements CallbackHandler {
  @Override
  public void handle(Callback[] callbacks) {
    throw new AssertionError("Liberty is told nothing by callbacks");
  }
}
