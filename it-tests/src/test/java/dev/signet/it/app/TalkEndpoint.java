package dev.signet.it.app;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Says who talks and what was said. */
@ServerEndpoint("/any/talk")
public class TalkEndpoint {
  /** For the server. */
  public TalkEndpoint() {}

  /** Says it back to the one who said it. */
  @OnMessage
  public String answer(String said, Session session) {
    return session.getUserPrincipal().getName() + " said " + said;
  }
}
