package dev.signet.benchmarks;

/** A report in Markdown: the median of each result, and behind it the least and the greatest. */
final class ReportTable {
  private ReportTable() {}

  static String of(Report report) {
    StringBuilder table = new StringBuilder();
    table.append("## ").append(report.title()).append("\n\n");
    table.append("| ").append(report.unit()).append(" |");
    report.columns().forEach(column -> table.append(' ').append(column).append(" |"));
    table.append("\n|---|").append("---:|".repeat(report.columns().size())).append('\n');
    for (String row : report.rows()) {
      table.append("| ").append(row).append(" |");
      for (String column : report.columns()) {
        String cell = report.at(row, column).map(ReportTable::cell).orElse("");
        table.append(' ').append(cell).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String cell(Spread spread) {
    String median = Figures.of(spread.median());
    String least = Figures.of(spread.least());
    String greatest = Figures.of(spread.greatest());
    return least.equals(greatest) ? median : median + " (" + least + "–" + greatest + ")";
  }
}
