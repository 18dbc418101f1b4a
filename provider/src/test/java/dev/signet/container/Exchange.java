package dev.signet.container;

import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and a response that keeps its status and headers, as a container hands them over. */
public final class Exchange implements MessageInfo {
  private final Map<String, Object> map = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean isCommitted;
  private int status = HttpServletResponse.SC_OK;
  private Runnable errorPage = () -> {};

  public Exchange(HttpServletRequest request, boolean mandatory) {
    this.request = request;
    this.response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    if (mandatory) {
      map.put("jakarta.security.auth.message.MessagePolicy.isMandatory", "true");
    }
  }

  private @Nullable Object answer(String method, Object[] arguments) {
    switch (method) {
      case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
      case "setStatus" -> status = (Integer) arguments[0];
      case "sendError" -> {
        status = (Integer) arguments[0];
        errorPage.run();
      }
      case "isCommitted" -> {
        return isCommitted;
      }
      case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
      case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
      case "getOutputStream" -> {
        return stream();
      }
      case "flushBuffer" -> isCommitted = true;
      default -> throw new AssertionError("nobody may call " + method);
    }
    return null;
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public void write(int b) {
        body.write(b);
      }

      @Override
      public boolean isReady() {
        throw new AssertionError("the body is written at once");
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new AssertionError("the body is written at once");
      }
    };
  }

  public String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  /** What runs inside {@code sendError}, as on Liberty. */
  void onError(Runnable page) {
    errorPage = page;
  }

  public int status() {
    return status;
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public Object getRequestMessage() {
    return request;
  }

  @Override
  public Object getResponseMessage() {
    return response;
  }

  @Override
  public void setRequestMessage(Object message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setResponseMessage(Object message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Object> getMap() {
    return map;
  }
}
