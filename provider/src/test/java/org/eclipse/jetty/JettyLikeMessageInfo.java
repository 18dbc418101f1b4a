package org.eclipse.jetty;

import jakarta.security.auth.message.MessageInfo;
import java.util.Map;

/**
 * By its package, Jetty's own; the real one comes only with the server.
 *
 * @param exchange what it tells
 */
public record JettyLikeMessageInfo(MessageInfo exchange) implements MessageInfo {
  @Override
  public Object getRequestMessage() {
    return exchange.getRequestMessage();
  }

  @Override
  public Object getResponseMessage() {
    return exchange.getResponseMessage();
  }

  @Override
  public void setRequestMessage(Object message) {
    exchange.setRequestMessage(message);
  }

  @Override
  public void setResponseMessage(Object message) {
    exchange.setResponseMessage(message);
  }

  @Override
  public Map<String, Object> getMap() {
    return exchange.getMap();
  }
}
