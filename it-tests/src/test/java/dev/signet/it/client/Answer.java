package dev.signet.it.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What came back. */
public record Answer(int status, Map<String, List<String>> headers, String body) {
  private static final Pattern REFERENCE = Pattern.compile(" \\(ref ([A-HJ-NP-Z2-9]{8})\\)\"$");

  public static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  /** Every value of a header; the name in lower case. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** Every challenge, whole but for the reference, which a refusal must have. */
  public List<String> challenges() {
    return header("www-authenticate").stream().map(Answer::withoutReference).toList();
  }

  private static String withoutReference(String challenge) {
    if (!challenge.contains("error_description=\"SIGNET-")) {
      return challenge;
    }
    Matcher reference = REFERENCE.matcher(challenge);
    if (!reference.find()) {
      throw new AssertionError("without a reference: " + challenge);
    }
    return reference.replaceFirst("\"");
  }

  /** The reference of the refusal, or empty where the answer has none. */
  public String reference() {
    Matcher reference = REFERENCE.matcher(String.join("\n", header("www-authenticate")));
    return reference.find() ? reference.group(1) : "";
  }

  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }

  /** The lines {@code name: value} of a witness. */
  public Map<String, String> facts() {
    return body.lines()
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
