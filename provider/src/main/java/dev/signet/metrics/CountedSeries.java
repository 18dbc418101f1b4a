package dev.signet.metrics;

/** What has been counted of one series, as monitoring tools see it. */
public final class CountedSeries {
  private final Series series;
  private final long count;
  private final double totalSeconds;

  CountedSeries(Series series, long count, double totalSeconds) {
    this.series = series;
    this.count = count;
    this.totalSeconds = totalSeconds;
  }

  /**
   * What has come out.
   *
   * @return a fixed word
   */
  public String getResult() {
    return series.result();
  }

  /**
   * Why it failed.
   *
   * @return the number of a refusal or a fixed word; empty where it did not fail
   */
  public String getErrorType() {
    return series.errorType();
  }

  /**
   * The issuer's definition.
   *
   * @return its {@code id}; empty where none was reached
   */
  public String getDefinition() {
    return series.definition();
  }

  /**
   * How often.
   *
   * @return since the start
   */
  public long getCount() {
    return count;
  }

  /**
   * How long all of them took together.
   *
   * @return seconds
   */
  public double getTotalSeconds() {
    return totalSeconds;
  }
}
