package dev.signet.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a token is refused, for the administrator alone: it goes into the log and into the records,
 * never into a response. It has settings, names of claims, algorithms, and times as differences. It
 * never has a library's text, or a part of the token other than {@code alg}, {@code kid} and {@code
 * typ}; values of claims only where the administrator has asked for them, and apart from the rest.
 * Immutable; made for refused tokens only.
 *
 * @param definition the {@code id} of the issuer's definition; empty where none was selected
 * @param alg the member of the header in safe characters, 64 at most; empty where it is missing or
 *     the header cannot be read, {@code (not a string)} where it is of another type
 * @param kid the same
 * @param typ the same
 * @param sentences a few plain sentences without a full stop, in one line each
 * @param values the values of claims that matter, while {@code diagnostics} shows them
 */
public record RefusalDetails(
    String definition,
    String alg,
    String kid,
    String typ,
    List<String> sentences,
    List<String> values) {
  /** Nothing is known. */
  public static final RefusalDetails NONE = of(List.of());

  private static final int MAX_SENTENCES = 6;
  private static final int MAX_SENTENCE = 300;
  private static final int MAX_LISTED = 5;

  /** Copies the texts, cuts them, and replaces each character that could forge a line. */
  public RefusalDetails {
    definition = line(definition);
    sentences = lines(sentences);
    values = lines(values);
  }

  private static List<String> lines(List<String> texts) {
    if (texts.size() <= MAX_SENTENCES && texts.stream().allMatch(RefusalDetails::isLine)) {
      return List.copyOf(texts);
    }
    return texts.stream().limit(MAX_SENTENCES).map(RefusalDetails::line).toList();
  }

  static RefusalDetails of(List<String> sentences) {
    return new RefusalDetails("", "", "", "", sentences, List.of());
  }

  /**
   * The same for a definition.
   *
   * @param id the definition's {@code id}
   * @return these details where they name a definition already
   */
  public RefusalDetails ofDefinition(String id) {
    return definition.isEmpty() ? new RefusalDetails(id, alg, kid, typ, sentences, values) : this;
  }

  /**
   * Whether they have what the token's header says.
   *
   * @return false where it says nothing
   */
  public boolean hasHeader() {
    return !(alg.isEmpty() && kid.isEmpty() && typ.isEmpty());
  }

  /**
   * The same with what a token's header says.
   *
   * @param header the members of a JOSE header, unverified
   * @return these details where they have a member already
   */
  public RefusalDetails withHeader(Map<String, Object> header) {
    if (hasHeader()) {
      return this;
    }
    return new RefusalDetails(
        definition,
        safe(header.get("alg")),
        safe(header.get("kid")),
        safe(header.get("typ")),
        sentences,
        values);
  }

  /**
   * The same with values of claims.
   *
   * @param shown a few texts, in which nothing can forge a line; empty to take them away
   * @return with these and no others
   */
  public RefusalDetails withValues(List<String> shown) {
    return new RefusalDetails(definition, alg, kid, typ, sentences, shown);
  }

  /**
   * What exactly is wrong, and the values that matter.
   *
   * @return the sentences, and the values behind them
   */
  public List<String> sentencesAndValues() {
    return Stream.concat(sentences.stream(), values.stream()).toList();
  }

  /**
   * A few settings as a sentence lists them.
   *
   * @param settings texts of the administrator
   * @return the first five in their alphabetical order, and how many more there are
   */
  public static String anyOf(Collection<String> settings) {
    String first = settings.stream().sorted().limit(MAX_LISTED).collect(Collectors.joining(", "));
    int more = settings.size() - MAX_LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String safe(@Nullable Object member) {
    if (member == null) {
      return "";
    }
    return member instanceof String text ? SafeText.of(text) : "(not a string)";
  }

  /** Whether a text is one already, as when details are copied. */
  private static boolean isLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return text.length() <= MAX_SENTENCE;
  }

  private static String line(String sentence) {
    if (isLine(sentence)) {
      return sentence;
    }
    StringBuilder line = new StringBuilder();
    sentence
        .codePoints()
        .limit(MAX_SENTENCE)
        .map(c -> (c >= ' ' && c <= '~') || Character.isLetterOrDigit(c) ? c : '?')
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /**
   * A line of a log with all of it.
   *
   * @param line what the line has before it
   * @return such as {@code GET /app, definition corp, alg RS256: claim tenant is missing}
   */
  public String appendedTo(String line) {
    List<String> facts = new ArrayList<>();
    add(facts, "", line);
    add(facts, "definition ", definition);
    add(facts, "alg ", alg);
    add(facts, "kid ", kid);
    add(facts, "typ ", typ);
    List<String> parts = new ArrayList<>();
    add(parts, "", String.join(", ", facts));
    add(parts, "", String.join("; ", sentencesAndValues()));
    return String.join(": ", parts);
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    return appendedTo("");
  }

  private static void add(List<String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(name + value);
    }
  }
}
