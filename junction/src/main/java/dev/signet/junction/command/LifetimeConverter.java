package dev.signet.junction.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds, or hours, minutes and seconds as in {@code 1h30m} or {@code 5m}. */
public final class LifetimeConverter implements ITypeConverter<Duration> {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern UNITS =
      Pattern.compile("(?=.)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

  @Override
  public Duration convert(String text) {
    Duration duration = parse(text);
    if (duration.isZero()) {
      throw new TypeConversionException("'" + text + "' is shorter than one second");
    }
    return duration;
  }

  private static Duration parse(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Matcher units = UNITS.matcher(text);
    if (!units.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a time: give seconds, or for instance 5m or 1h30m");
    }
    return Duration.ofHours(number(units, 1))
        .plusMinutes(number(units, 2))
        .plusSeconds(number(units, 3));
  }

  private static long number(Matcher units, int group) {
    String digits = units.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
