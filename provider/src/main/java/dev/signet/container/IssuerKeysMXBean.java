package dev.signet.container;

/**
 * What a monitoring tool sees of an issuer's keys, as {@code
 * dev.signet:type=IssuerKeys,application=…,issuer=…}. No key is shown.
 */
public interface IssuerKeysMXBean {

  /**
   * How many keys can verify tokens now.
   *
   * @return 0 where requests with tokens of the issuer get a 503
   */
  int getKeys();

  /**
   * How old the keys are.
   *
   * @return seconds since they were read last, or -1 where they never were
   */
  long getAgeSeconds();

  /**
   * How long the next certificate of a key is valid.
   *
   * @return days to its end, negative where all have ended; NaN where no key has a certificate
   */
  double getDaysToCertificateEnd();

  /**
   * Why the keys could not be read when that was tried last.
   *
   * @return empty where it went well
   */
  String getLastFailure();

  /**
   * How often the keys were read or tried to be read.
   *
   * @return grows by at least one each time they should have become fresh
   */
  long getAttempts();
}
