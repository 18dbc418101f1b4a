package dev.signet.jose;

import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Keys could not be fetched. Its message is one of ours, never a server's or a library's. */
final class KeyFetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyFetchException(String reason) {
    super(reason, null, false, false);
  }

  /** What is said of an answer that is not 200. */
  static String status(int status) {
    return "the server answered with status " + status;
  }

  /** The reason behind whatever a future failed with. */
  static String reason(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof KeyFetchException known) {
      return Optional.ofNullable(known.getMessage()).orElse("unknown");
    }
    if (cause instanceof SSLException) {
      return "the server's TLS certificate is not trusted or TLS failed";
    }
    boolean late = cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
    return late ? "the server did not answer in time" : "the server cannot be reached";
  }
}
