package dev.signet.dumper.view;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** The request headers, in the order the container tells them. */
public record HeadersView(List<HeaderLine> headers) implements View {
  public HeadersView {
    headers = List.copyOf(headers);
  }

  /** Reads the request's headers. */
  public static HeadersView of(HttpServletRequest request) {
    return new HeadersView(
        Collections.list(request.getHeaderNames()).stream()
            .flatMap(
                name ->
                    Collections.list(request.getHeaders(name)).stream()
                        .map(value -> HeaderLine.of(name, value)))
            .toList());
  }
}
