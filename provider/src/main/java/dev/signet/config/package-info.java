/**
 * Settings, read once from {@code signet.json} and checked as a whole; afterwards plain records.
 */
@NullMarked
package dev.signet.config;

import org.jspecify.annotations.NullMarked;
