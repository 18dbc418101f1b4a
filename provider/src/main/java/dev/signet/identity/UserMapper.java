package dev.signet.identity;

import dev.signet.mapping.UserMapping;
import dev.signet.mapping.UserMapping.LetterCase;
import dev.signet.mapping.UserMapping.NoMatch;
import dev.signet.mapping.UserRule;
import dev.signet.mapping.UserSource;
import dev.signet.settings.Names;
import dev.signet.token.BoundedMatching;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Maps the user of a token to a user of this server. */
record UserMapper(UserMapping mapping) {

  String user(String subject, String realm, Map<String, Object> claims)
      throws TokenRejectedException {
    Optional<String> found =
        mapping.source() instanceof UserSource.ByTable source
            ? listed(source, subject, realm)
            : claimed((UserSource.ByClaim) mapping.source(), claims);
    if (found.isEmpty() && mapping.noMatch() == NoMatch.REFUSE) {
      throw new TokenRejectedException(
          Rejection.USER_NOT_MAPPED,
          "identityMapping has nothing for the user, and noMatch is refuse");
    }
    String user = found.orElse(subject);
    String folded = folded(user, mapping.letterCase());
    if (!Names.isName(folded)
        || (!folded.equals(user) && asciiLetters(folded) != asciiLetters(user))) {
      throw new TokenRejectedException(
          Rejection.USER_MISSING,
          "the result of identityMapping is not a name, or its case changes it");
    }
    return folded;
  }

  private static Optional<String> listed(UserSource.ByTable source, String subject, String realm)
      throws TokenRejectedException {
    Optional<String> user = source.table().user(subject, realm);
    return user.isPresent() ? user : ruled(source.rules(), subject);
  }

  /**
   * A rule whose match cannot be completed refuses the token, even where users without a mapping
   * are accepted: it could be a rule that refuses the user.
   */
  private static Optional<String> ruled(List<UserRule> rules, String subject)
      throws TokenRejectedException {
    BoundedMatching matching = new BoundedMatching(Rejection.USER_NOT_MAPPED);
    for (int i = 0; i < rules.size(); i++) {
      UserRule rule = rules.get(i);
      Optional<String> user = matching.rewritten(rule.match(), subject, rule.user().orElse(""));
      if (user.isPresent() && rule.user().isEmpty()) {
        throw new TokenRejectedException(
            Rejection.USER_REFUSED, "rule " + (i + 1) + " of identityMapping has refuse");
      }
      if (user.isPresent()) {
        return user;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> claimed(UserSource.ByClaim source, Map<String, Object> claims)
      throws TokenRejectedException {
    Optional<Object> value = source.claim().valueIn(claims);
    if (value.isPresent() && !(value.get() instanceof String)) {
      throw new TokenRejectedException(
          Rejection.USER_MISSING, "claim " + source.claim() + " must be a string");
    }
    return value.map(String.class::cast);
  }

  private static String folded(String user, LetterCase letterCase) {
    return switch (letterCase) {
      case KEEP -> user;
      case UPPER -> user.toUpperCase(Locale.ROOT);
      case LOWER -> user.toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Some non-ASCII letters become ASCII when their case changes, such as the dotless i. With them
   * one user could become another.
   */
  private static long asciiLetters(String text) {
    return text.chars().filter(c -> c < 128).count();
  }
}
