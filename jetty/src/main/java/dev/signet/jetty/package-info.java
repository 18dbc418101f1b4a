/**
 * Jakarta Authentication on Jetty 12, for applications of {@code ee10} and {@code ee11}. Jetty's
 * own bridge does not say whether a resource is protected, lets a request without a caller through
 * to a resource for any user, and cannot send a refusal.
 */
@NullMarked
package dev.signet.jetty;

import org.jspecify.annotations.NullMarked;
