package dev.signet.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A report as horizontal bars, from zero: a group for each row, a bar for each column, and a thin
 * line from the least to the greatest value.
 */
final class ReportChart {
  private static final int WIDTH = 900;
  private static final int LEFT = 230;
  private static final int ROOM_FOR_NUMBERS = 110;
  private static final int BAR = 14;
  private static final int GAP = 10;
  private static final int LINE = 20;

  /** Colours that people who cannot tell red from green can tell apart (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999");

  private final StringBuilder svg = new StringBuilder();
  private final Report report;
  private final double perUnit;
  private int y = 2 * LINE;

  private ReportChart(Report report) {
    this.report = report;
    double greatest =
        report.rows().stream()
            .flatMap(row -> report.columns().stream().flatMap(c -> report.at(row, c).stream()))
            .mapToDouble(Spread::greatest)
            .max()
            .orElse(1);
    this.perUnit = (WIDTH - LEFT - ROOM_FOR_NUMBERS) / Math.max(greatest, Double.MIN_NORMAL);
  }

  static String of(Report report) {
    ReportChart chart = new ReportChart(report);
    chart.legend();
    report.rows().forEach(chart::row);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %1$d %2$d" \
        font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="20" font-size="15" font-weight="bold">%s (%s)</text>
        %s</svg>
        """
        .formatted(WIDTH, chart.y, escaped(report.title()), escaped(report.unit()), chart.svg);
  }

  private void legend() {
    int index = 0;
    for (String column : report.columns()) {
      rectangle(10, y - BAR + 3, BAR, COLOURS.get(index++ % COLOURS.size()));
      text(10 + BAR + 6, y, "start", column);
      y += LINE;
    }
  }

  private void row(String row) {
    int first = y;
    int index = 0;
    for (String column : report.columns()) {
      String colour = COLOURS.get(index++ % COLOURS.size());
      report.at(row, column).ifPresent(spread -> bar(spread, colour));
    }
    text(LEFT - 8, (first + y) / 2 + 4, "end", row);
    y += GAP;
  }

  private void bar(Spread spread, String colour) {
    rectangle(LEFT, y, spread.median() * perUnit, colour);
    int middle = y + BAR / 2;
    append(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%2$d\" stroke=\"black\"/>%n",
        LEFT + spread.least() * perUnit, middle, LEFT + spread.greatest() * perUnit);
    text(LEFT + spread.greatest() * perUnit + 6, middle + 4, "start", Figures.of(spread.median()));
    y += BAR + 2;
  }

  private void rectangle(double x, int top, double width, String colour) {
    append(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
        x, top, width, BAR, colour);
  }

  private void text(double x, int baseline, String anchor, String text) {
    append(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
        x, baseline, anchor, escaped(text));
  }

  private void append(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
