package dev.signet.metrics;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A number that is read when a monitoring system asks.
 *
 * @param name its name
 * @param unit its unit in UCUM
 * @param description what it is
 * @param values one for each definition, or a single one under an empty name
 */
public record Gauge(
    String name, String unit, String description, Supplier<Map<String, Double>> values) {}
