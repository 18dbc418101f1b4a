package dev.signet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why keys could not be fetched, in our own words, and whether that was an answer. */
class FetchExceptionTest {
  private static final String SECRET = "a server's or a library's word";

  @Test
  void noWordOfAnotherGetsIntoAReason() {
    for (Throwable failure :
        new Throwable[] {
          new ConnectException(SECRET),
          new HttpTimeoutException(SECRET),
          new TimeoutException(SECRET),
          new SSLHandshakeException(SECRET),
          new IOException(SECRET),
          new IllegalStateException(SECRET),
          new StackOverflowError(SECRET)
        }) {
      assertFalse(FetchException.reason(failure).contains(SECRET), failure.toString());
    }
  }

  @Test
  void whatIsLateWhatIsUntrustedAndWhatIsOutOfReachAreToldApart() {
    String late = FetchException.reason(new HttpTimeoutException(""));
    assertEquals(late, FetchException.reason(new TimeoutException()));
    String untrusted = FetchException.reason(new SSLHandshakeException(""));
    String outOfReach = FetchException.reason(new ConnectException());
    assertNotEquals(late, untrusted);
    assertNotEquals(late, outOfReach);
    assertNotEquals(untrusted, outOfReach);
  }

  @Test
  void theReasonStandsBehindWhateverFuturesPutAroundIt() {
    Throwable failure = new FetchException("ours");
    assertEquals("ours", FetchException.reason(new CompletionException(failure)));
    assertEquals(
        "ours", FetchException.reason(new CompletionException(new CompletionException(failure))));
  }

  @Test
  void aKeySetWithoutKeysIsAnAnswerAndAFailureIsNone() {
    FetchException answer = FetchException.withoutKeys("no key");
    assertTrue(FetchException.isWithoutKeys(new CompletionException(answer)));
    assertFalse(FetchException.isWithoutKeys(new FetchException("no key")));
    assertFalse(FetchException.isWithoutKeys(new ConnectException()));
    assertFalse(FetchException.isWithoutKeys(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aDocumentThatIsNotThereIsAnAnswerAboutItsOneKey(int status) {
    FetchException failure = new FetchException(FetchException.status(status));
    assertFalse(FetchException.isWithoutKeys(failure), "of a key set it says nothing");
    FetchException ofOneKey = FetchException.ofOneKey(new CompletionException(failure));
    assertTrue(FetchException.isWithoutKeys(ofOneKey));
    assertEquals(failure.getMessage(), ofOneKey.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 429, 500, 503})
  void anyOtherStatusSaysNothingAboutAKey(int status) {
    FetchException failure = new FetchException(FetchException.status(status));
    assertFalse(FetchException.isWithoutKeys(FetchException.ofOneKey(failure)));
  }
}
