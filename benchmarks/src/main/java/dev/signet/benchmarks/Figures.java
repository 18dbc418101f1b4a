package dev.signet.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes numbers with three digits, since no measurement here is better than that. */
final class Figures {
  private static final int DIGITS = 3;

  private Figures() {}

  static String of(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
    int decimals = Math.max(0, Math.min(rounded.scale(), DIGITS));
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }
}
