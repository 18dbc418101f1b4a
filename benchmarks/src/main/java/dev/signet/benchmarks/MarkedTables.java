package dev.signet.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables in the Markdown files of a folder, each between {@code <!-- table NAME -->} and {@code
 * <!-- end -->}, so that a run can put its own in their place; with {@code <!-- table NAME with
 * chart -->} the chart is written to the folder and shown below the table.
 *
 * @param folder the folder; its subfolders are not searched
 */
record MarkedTables(Path folder) {
  private static final Pattern MARKED =
      Pattern.compile(
          "(<!-- table ([a-z0-9-]+)( with chart)? -->\\n).*?(<!-- end -->)", Pattern.DOTALL);

  /**
   * Replaces the tables that these reports have a name of. A mark without a report keeps its table.
   *
   * @throws IOException where the folder cannot be read or a file cannot be written
   */
  void replace(Map<String, Report> reports) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.md")) {
      for (Path file : files) {
        replace(file, reports);
      }
    }
  }

  private void replace(Path file, Map<String, Report> reports) throws IOException {
    String before = Files.readString(file);
    StringBuilder text = new StringBuilder();
    Matcher matcher = MARKED.matcher(before);
    while (matcher.find()) {
      Report report = reports.get(matcher.group(2));
      String replacement =
          report == null
              ? matcher.group()
              : matcher.group(1) + table(report) + chart(matcher, report) + matcher.group(4);
      matcher.appendReplacement(text, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(text);
    if (!text.toString().equals(before)) {
      Files.writeString(file, text);
    }
  }

  private static String table(Report report) {
    return report.markdown() + "\n";
  }

  private String chart(Matcher mark, Report report) throws IOException {
    if (mark.group(3) == null) {
      return "";
    }
    String name = mark.group(2) + ".svg";
    Files.writeString(folder.resolve(name), ReportChart.of(report));
    return "![" + report.title() + "](" + name + ")\n\n";
  }
}
