package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.crypto.VerificationKey.Validity;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.security.KeyPair;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The keys of an issuer: which ones a token is tried with, who uses them, which are left out. */
class KeySetTest {
  private static final Optional<Validity> ENDED =
      Optional.of(new Validity(Tokens.NOW.minusSeconds(60), Tokens.NOW.minusSeconds(1)));

  private static VerificationKey key(KeyPair keys, String... names) {
    return new VerificationKey(
        keys.getPublic(), Set.of(names), Set.of(SignatureAlgorithm.RS256), Optional.empty());
  }

  private static List<VerificationKey> fitting(Optional<String> name, VerificationKey... keys) {
    return new KeySet(List.of(keys)).fitting(name, SignatureAlgorithm.RS256);
  }

  @Test
  void theKeyThatIsNamedComesBeforeThoseWithoutANameAndOthersAreNotTried() {
    VerificationKey nameless = key(TestKeys.RSA);
    VerificationKey named = key(TestKeys.OTHER_RSA, "a", "b");
    VerificationKey other = key(TestKeys.WEAK_RSA, "c");
    assertEquals(List.of(named, nameless), fitting(Optional.of("b"), nameless, named, other));
    assertEquals(
        List.of(nameless, named, other), fitting(Optional.empty(), nameless, named, other));
    assertEquals(List.of(nameless), fitting(Optional.of("d"), nameless, named, other));
  }

  @Test
  void aKeyForAnotherAlgorithmIsNotTriedUnderItsNameEither() {
    KeySet keys = new KeySet(List.of(key(TestKeys.RSA, "a")));
    assertEquals(List.of(), keys.fitting(Optional.of("a"), SignatureAlgorithm.RS512));
  }

  @Test
  void fourKeysAreTriedAndNoneThatHasEnded() throws Exception {
    VerificationKey ended =
        new VerificationKey(
            TestKeys.RSA.getPublic(), Set.of(), Set.of(SignatureAlgorithm.RS256), ENDED);
    VerificationKey good = key(TestKeys.OTHER_RSA);
    assertEquals(List.of(good), KeySet.usable(List.of(ended, good), Tokens.NOW));
    assertEquals(4, KeySet.usable(Collections.nCopies(9, good), Tokens.NOW).size());
    assertEquals(
        Rejection.KEY_OUTDATED,
        assertThrows(TokenRejectedException.class, () -> KeySet.usable(List.of(ended), Tokens.NOW))
            .rejection());
    assertEquals(
        Rejection.KEY_UNKNOWN,
        assertThrows(TokenRejectedException.class, () -> KeySet.usable(List.of(), Tokens.NOW))
            .rejection());
  }

  @Test
  void aKeyUnderAnotherNameIsAnotherKey() {
    KeySet keys = new KeySet(List.of(key(TestKeys.RSA, "a")));
    assertTrue(keys.holds(key(TestKeys.RSA, "a")));
    assertFalse(keys.holds(key(TestKeys.RSA, "b")));
    assertFalse(keys.holds(key(TestKeys.OTHER_RSA, "a")));
  }

  @Test
  void usersWithOneIdAreCountedAndNamedOnce() {
    KeyUsers users = new KeyUsers();
    users.add("a");
    users.add("a");
    assertEquals("a", users.toString());
    assertEquals(2, users.size());
    users.add("b");
    assertEquals("a and 1 more", users.toString());
    users.remove("a");
    assertEquals("a and 1 more", users.toString(), "another application has it still");
    users.remove("a");
    assertEquals("b", users.toString());
    assertEquals(1, users.size());
  }

  private static LeftOutKeys.Found found(int count, boolean isOdd) {
    LeftOutKeys.Found found = new LeftOutKeys.Found();
    for (int i = 1; i <= count; i++) {
      found.add(
          "key " + i,
          isOdd ? UnusableKeyException.odd("x") : UnusableKeyException.forSomethingElse("x"));
    }
    return found;
  }

  @Test
  void whatIsLeftOutIsSaidOnceUntilItIsSomethingElse() {
    LeftOutKeys leftOut = new LeftOutKeys("webseal");
    try (LoggedLines log = LoggedLines.of(LeftOutKeys.class.getName())) {
      leftOut.say(found(0, false));
      leftOut.say(found(1, false));
      leftOut.say(found(1, false));
      assertEquals(1, log.all().size());
      leftOut.say(found(2, true));
      assertEquals(2, log.all().size());
      leftOut.say(found(0, false));
      leftOut.say(found(2, true));
      assertEquals(3, log.all().size(), "it was well in between");
    }
  }

  @Test
  void aWarningIsForWhatThePublisherShouldLookAt() {
    try (LoggedLines log = LoggedLines.of(LeftOutKeys.class.getName())) {
      new LeftOutKeys("webseal").say(found(1, false));
      assertEquals(1, log.atLevel("INFO").size());
      LeftOutKeys.Found both = found(1, false);
      both.add("key 2", UnusableKeyException.odd("x"));
      new LeftOutKeys("webseal").say(both);
      assertEquals(1, log.atLevel("WARNING").size());
    }
  }

  @Test
  void eightAreNamedAndTheRestIsCounted() {
    try (LoggedLines log = LoggedLines.of(LeftOutKeys.class.getName())) {
      new LeftOutKeys("webseal").say(found(8, true));
      new LeftOutKeys("webseal").say(found(10, true));
      assertTrue(log.all().get(0).endsWith("key 8: x"), log.all().get(0));
      assertTrue(log.all().get(1).endsWith("key 8: x; and 2 more"), log.all().get(1));
    }
  }
}
