package dev.signet.monitoring;

import dev.signet.metrics.CountedSeries;
import java.util.List;

/**
 * What an application's authentication has done and the state it is in, as {@code
 * dev.signet:type=Metrics,application=…}. Counts grow from the start of the application to its end,
 * whatever configurations are in force meanwhile.
 */
public interface MetricsMXBean {

  /**
   * Whether a configuration is in force.
   *
   * @return false where every request gets a 503
   */
  boolean isConfigurationInForce();

  /**
   * Why the application is not ready for requests.
   *
   * @return empty where it is ready
   */
  String getNotReady();

  /**
   * The requests that Signet has answered or let pass.
   *
   * @return by result, refusal and definition
   */
  List<CountedSeries> getAuthentications();

  /**
   * The fetches of keys by this copy of Signet, for all its applications.
   *
   * @return by result, kind of failure and definition
   */
  List<CountedSeries> getKeyFetches();

  /**
   * How many verified tokens are remembered.
   *
   * @return an estimate
   */
  long getRememberedTokens();

  /**
   * How many single-use tokens the server remembers as used, for all its applications.
   *
   * @return 0 where no definition of this application has single-use tokens
   */
  long getUsedTokens();
}
