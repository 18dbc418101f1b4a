package dev.signet.dumper.web;

import dev.signet.dumper.subject.Caller;
import dev.signet.dumper.view.DumpView;
import dev.signet.dumper.view.ErrorView;
import dev.signet.dumper.view.HeadersView;
import dev.signet.dumper.view.View;
import dev.signet.dumper.view.WhoamiView;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/** Builds what a page shows, then writes it as JSON or leaves it to the JSP. */
public final class ViewFilter implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Optional<View> view = viewOf(http);
    if (view.isPresent()) {
      ((HttpServletResponse) response).setHeader("Vary", "Accept");
    }
    if (view.isPresent() && wantsJson(http)) {
      JsonAnswer.write((HttpServletResponse) response, view.get());
      return;
    }
    view.ifPresent(shown -> request.setAttribute("view", shown));
    request.setAttribute("root", PageDepth.toRoot(http));
    chain.doFilter(request, response);
  }

  private static Optional<View> viewOf(HttpServletRequest request) {
    return switch (request.getServletPath()) {
      case "/dump.jsp", "/rolea/dump.jsp", "/roleb/dump.jsp" ->
          Optional.of(DumpView.of(Caller.of(request)));
      case "/whoami.jsp", "/rolea/whoami.jsp", "/roleb/whoami.jsp" ->
          Optional.of(WhoamiView.of(Caller.of(request)));
      case "/dumpHeaders.jsp" -> Optional.of(HeadersView.of(request));
      case "/WEB-INF/error.jsp" ->
          Optional.of(ErrorView.of(status(request), CallerName.of(request)));
      default -> Optional.empty();
    };
  }

  private static int status(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  private static boolean wantsJson(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query != null && Arrays.asList(query.split("&", -1)).contains("format=json")) {
      return true;
    }
    String accept = String.join(",", Collections.list(request.getHeaders("Accept")));
    return AcceptHeader.parse(accept).prefersJson();
  }
}
