package dev.signet.dumper.web;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers in JSON: names in alphabetical order, and null for a missing value. */
public final class JsonAnswer {
  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

  private JsonAnswer() {}

  /** The value as JSON text. */
  public static String text(Object value) {
    return JSON.toJson(value);
  }

  static void write(HttpServletResponse response, Object value) throws IOException {
    String body = text(value);
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().write(body);
  }
}
