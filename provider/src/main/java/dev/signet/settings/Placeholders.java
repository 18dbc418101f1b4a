package dev.signet.settings;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${env.NAME}} and {@code ${sys.name}} in values, and {@code ${row.COLUMN}} where a
 * definition has a table. A name that is not set is a mistake. A value never appears in a message.
 */
public final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern WITH_DOT = Pattern.compile("\\$\\{([^}]*\\.[^}]*)}");

  private final Function<String, @Nullable String> environment;
  private final Function<String, @Nullable String> systemProperties;

  private final Optional<Table.Row> row;

  Placeholders(
      Function<String, @Nullable String> environment,
      Function<String, @Nullable String> systemProperties) {
    this(environment, systemProperties, Optional.empty());
  }

  private Placeholders(
      Function<String, @Nullable String> environment,
      Function<String, @Nullable String> systemProperties,
      Optional<Table.Row> row) {
    this.environment = environment;
    this.systemProperties = systemProperties;
    this.row = row;
  }

  /** The same, with {@code ${row.COLUMN}} for the values of one row of a table. */
  Placeholders with(Table.Row values) {
    return new Placeholders(environment, systemProperties, Optional.of(values));
  }

  /** With the environment and the system properties of this process. */
  public static Placeholders ofThisProcess() {
    return new Placeholders(System::getenv, System::getProperty);
  }

  String resolve(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(valueOf(match)));
  }

  /**
   * Replaces placeholders in the replacement text of a regular expression. There a name without a
   * dot is that of a group. Values are quoted, so that they cannot refer to groups.
   */
  String resolveInTemplate(String text) {
    return WITH_DOT
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(Matcher.quoteReplacement(valueOf(match))));
  }

  private String valueOf(MatchResult match) {
    String name = match.group(1);
    if (name.startsWith("row.")) {
      return cell(name);
    }
    Optional<String> value = Optional.empty();
    if (name.startsWith("env.")) {
      value = Optional.ofNullable(environment.apply(name.substring("env.".length())));
    } else if (name.startsWith("sys.")) {
      value = Optional.ofNullable(systemProperties.apply(name.substring("sys.".length())));
    } else {
      throw new IllegalArgumentException("${" + name + "} is neither ${env.NAME} nor ${sys.name}");
    }
    return value.orElseThrow(
        () -> new IllegalArgumentException("${" + name + "} is not set on this server"));
  }

  private String cell(String name) {
    if (row.isEmpty()) {
      throw new IllegalArgumentException("${" + name + "} is used where there is no table");
    }
    String value = row.get().values().get(name.substring("row.".length()));
    if (value == null) {
      throw new IllegalArgumentException("${" + name + "} is not a column of the table");
    }
    return value;
  }
}
