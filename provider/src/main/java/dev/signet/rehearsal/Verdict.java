package dev.signet.rehearsal;

/** What would have become of one request, beside a refusal, which has its number. */
enum Verdict {
  /** The application would have seen the same user, with the same roles where they are compared. */
  SAME("the same"),

  /** The token is another user's than the application's login. */
  OTHER_USER("with another user"),

  /** The same user would have more, fewer or other roles. */
  OTHER_ROLES("with other roles"),

  /** The token is good, and the application's login knows no user. */
  NEW_USER("with a user where the application has none"),

  /** No token: nobody for Signet, where the application's login has a user. */
  NO_TOKEN("without a token where the application has a user"),

  /** Neither a token nor a user. */
  NOBODY("without a token and a user"),

  /** The keys, or an answer, were unavailable. */
  UNAVAILABLE("that would have got a 503"),

  /** Too many requests waited for their turn. */
  UNEXAMINED("not examined, since too many waited"),

  /** An error in Signet. */
  FAULT("not examined, by an error in Signet");

  private final String phrase;

  Verdict(String phrase) {
    this.phrase = phrase;
  }

  /** The words of the summary after the number. */
  String phrase() {
    return phrase;
  }
}
