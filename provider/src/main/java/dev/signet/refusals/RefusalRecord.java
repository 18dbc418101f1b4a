package dev.signet.refusals;

import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;

/**
 * One refusal, as the log and JMX show it. It holds nothing of the token but {@code alg}, {@code
 * kid} and {@code typ}, and values of claims while {@code diagnostics} shows them.
 *
 * @param time when the token was refused
 * @param reference stands for this refusal alone
 * @param reason the catalogue's entry
 * @param application the application's name
 * @param isRehearsed whether the request was not refused, since Signet only reports
 * @param request which request it was
 * @param details what exactly was wrong
 */
public record RefusalRecord(
    Instant time,
    String reference,
    Rejection reason,
    String application,
    boolean isRehearsed,
    RequestFacts request,
    RefusalDetails details)
    implements RecordedRefusal {
  private static final int OVERHEAD = 500;
  private static final String NUMBER_ATTRIBUTE = "dev.signet.refusal.number";
  private static final String REFERENCE_ATTRIBUTE = "dev.signet.refusal.reference";

  /**
   * What the client gets: the number and the text of the catalogue, with the reference.
   *
   * @return within the characters of RFC 6750 section 3
   */
  public String description() {
    return reason.id() + ": " + reason.text() + " (ref " + reference + ")";
  }

  /**
   * Puts number and reference into the attributes of the refused request, for access logs.
   *
   * @param refused the request
   */
  public void showIn(HttpServletRequest refused) {
    refused.setAttribute(NUMBER_ATTRIBUTE, getNumber());
    refused.setAttribute(REFERENCE_ATTRIBUTE, reference);
  }

  /** The line of the log after the name of the application. */
  String line() {
    return details.appendedTo(reason.error().status() + ": " + description() + ", " + request);
  }

  /** An estimate of the memory it takes. */
  int bytes() {
    return OVERHEAD
        + request.path().length()
        + details.sentencesAndValues().stream().mapToInt(String::length).sum() * 2;
  }

  /** The same without values of claims. */
  RefusalRecord withoutValues() {
    if (details.values().isEmpty()) {
      return this;
    }
    return new RefusalRecord(
        time, reference, reason, application, isRehearsed, request, details.withValues(List.of()));
  }

  @Override
  public String getTime() {
    return time.toString();
  }

  @Override
  public String getReference() {
    return reference;
  }

  @Override
  public String getNumber() {
    return reason.id();
  }

  @Override
  public String getText() {
    return reason.text();
  }

  @Override
  public String getDefinition() {
    return details.definition();
  }

  @Override
  public String getApplication() {
    return application;
  }

  @Override
  public String getMethod() {
    return request.method();
  }

  @Override
  public String getPath() {
    return request.path();
  }

  @Override
  public String getPeer() {
    return request.peer();
  }

  @Override
  public String getClient() {
    return request.client();
  }

  @Override
  public String getAlg() {
    return details.alg();
  }

  @Override
  public String getKid() {
    return details.kid();
  }

  @Override
  public String getTyp() {
    return details.typ();
  }

  @Override
  public List<String> getDetails() {
    return details.sentencesAndValues();
  }
}
