package dev.signet.benchmarks.server;

/**
 * What one window of load gave.
 *
 * @param perSecond requests a second
 * @param processorMicros what the server's processors worked for a request
 * @param medianMicros half of the requests took no longer
 * @param tailMicros 99 of 100 took no longer
 */
record Measurement(
    double perSecond, double processorMicros, double medianMicros, double tailMicros) {}
