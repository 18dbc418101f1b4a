/**
 * The stand-in for WebSEAL and its security token service: it makes keys, mints tokens, publishes
 * keys and runs the demo. For demonstration and tests, never for production.
 */
@NullMarked
package dev.signet.junction;

import org.jspecify.annotations.NullMarked;
