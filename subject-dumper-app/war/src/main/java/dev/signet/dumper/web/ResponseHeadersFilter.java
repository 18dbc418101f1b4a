package dev.signet.dumper.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The headers of every answer, and the one that tells that a request got as far as this. */
public final class ResponseHeadersFilter implements Filter {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse http = (HttpServletResponse) response;
    http.setHeader("Content-Security-Policy", POLICY);
    http.setHeader("X-Content-Type-Options", "nosniff");
    http.setHeader("Referrer-Policy", "no-referrer");
    http.setHeader("Cache-Control", "no-store");
    // An error page is also shown for a request that the container itself refused.
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      http.setHeader("X-Subject-Dumper", "served");
    }
    chain.doFilter(request, response);
  }
}
