package dev.signet.jetty;

import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;

/** One request and its response, as a module sees them. */
final class Exchange implements MessageInfo {
  /** Jakarta Authentication 3.0 section 3.8.1.1. */
  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  /** Jakarta Authentication 3.0 section 3.8.4. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Map<String, Object> map = new HashMap<>();

  Exchange(HttpServletRequest request, HttpServletResponse response, boolean isProtected) {
    this.request = request;
    this.response = response;
    map.put(IS_MANDATORY, Boolean.toString(isProtected));
  }

  /** The module's name for the authentication type, or else that name. */
  String authType(String otherwise) {
    return map.get(AUTH_TYPE) instanceof String type ? type : otherwise;
  }

  @Override
  public Object getRequestMessage() {
    return request;
  }

  @Override
  public Object getResponseMessage() {
    return response;
  }

  /** Is refused: the request has not reached the servlets, where it could be wrapped. */
  @Override
  public void setRequestMessage(Object other) {
    throw new UnsupportedOperationException();
  }

  /** Is refused, as for the request. */
  @Override
  public void setResponseMessage(Object other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Object> getMap() {
    return map;
  }
}
