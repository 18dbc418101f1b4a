package dev.signet.http;

import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Keys could not be fetched. Its message is a text of Signet, never one of a server or a library.
 */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The answers for a document of one key that mean that the key does not exist (RFC 9110 section
   * 15.5).
   */
  private static final Set<String> NO_DOCUMENT = Set.of(status(404), status(410));

  private static final String WITHOUT_KEYS = "without_keys";

  private final boolean isAnswer;
  private final String kind;

  /** A failure that says nothing about keys. */
  public FetchException(String reason) {
    this(reason, false, "unusable_answer");
  }

  private FetchException(String reason, boolean isAnswer, String kind) {
    super(reason, null, false, false);
    this.isAnswer = isAnswer;
    this.kind = kind;
  }

  /** A valid answer without a key for the issuer's algorithms. */
  public static FetchException withoutKeys(String reason) {
    return new FetchException(reason, true, WITHOUT_KEYS);
  }

  /** An answer that is not 200, and what else is to be said of it. */
  static FetchException ofStatus(int status, String more) {
    return new FetchException(status(status) + more, false, Integer.toString(status));
  }

  /** The message for an answer that is not 200. */
  static String status(int status) {
    return "the server answered with status " + status;
  }

  /** The failure for the document of one key: an answer that it does not exist is valid. */
  public static FetchException ofOneKey(Throwable failure) {
    String reason = reason(failure);
    boolean isAnswer = NO_DOCUMENT.contains(reason) || isWithoutKeys(failure);
    return new FetchException(reason, isAnswer, isAnswer ? WITHOUT_KEYS : kind(failure));
  }

  /** Whether a future failed with a valid answer without a key. */
  public static boolean isWithoutKeys(@Nullable Throwable failure) {
    return cause(failure) instanceof FetchException known && known.isAnswer;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The reason for the failure of a future. */
  public static String reason(@Nullable Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof FetchException known) {
      return Optional.ofNullable(known.getMessage()).orElse("unknown");
    }
    if (cause instanceof Error) {
      return "reading the answer failed with " + cause.getClass().getName();
    }
    if (cause instanceof SSLException) {
      return "the server's TLS certificate is not trusted, or TLS failed";
    }
    return isLate(cause) ? "the server did not answer in time" : "the server cannot be reached";
  }

  /**
   * The kind of the failure of a future, for metrics: the status of an answer that is not 200, or
   * {@code without_keys}, {@code unusable_answer}, {@code error}, {@code tls}, {@code timeout},
   * {@code unreachable}.
   */
  public static String kind(@Nullable Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof FetchException known) {
      return known.kind;
    }
    if (cause instanceof Error) {
      return "error";
    }
    if (cause instanceof SSLException) {
      return "tls";
    }
    return isLate(cause) ? "timeout" : "unreachable";
  }

  private static boolean isLate(@Nullable Throwable cause) {
    return cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
  }
}
