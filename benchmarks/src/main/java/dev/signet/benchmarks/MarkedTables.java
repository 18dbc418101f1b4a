package dev.signet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables in a Markdown file, each between {@code <!-- table NAME -->} and {@code <!-- end -->}, so
 * that a run can put its own in their place; with {@code <!-- table NAME with chart -->} the chart
 * is written beside the file and shown below the table.
 *
 * @param file the Markdown file
 */
record MarkedTables(Path file) {
  private static final Pattern MARKED =
      Pattern.compile(
          "(<!-- table ([a-z0-9-]+)( with chart)? -->\\n).*?(<!-- end -->)", Pattern.DOTALL);

  /** Replaces what there is of these reports; a mark without a report keeps its table. */
  void replace(Map<String, Report> reports) throws IOException {
    StringBuilder text = new StringBuilder();
    Matcher matcher = MARKED.matcher(Files.readString(file));
    while (matcher.find()) {
      Report report = reports.get(matcher.group(2));
      String replacement =
          report == null
              ? matcher.group()
              : matcher.group(1) + table(report) + chart(matcher, report) + matcher.group(4);
      matcher.appendReplacement(text, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(text);
    Files.writeString(file, text);
  }

  private static String table(Report report) {
    return report.markdown() + "\n";
  }

  private String chart(Matcher mark, Report report) throws IOException {
    if (mark.group(3) == null) {
      return "";
    }
    String name = mark.group(2) + ".svg";
    Files.writeString(file.resolveSibling(name), ReportChart.of(report));
    return "![" + report.title() + "](" + name + ")\n\n";
  }
}
