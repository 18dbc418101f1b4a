/** What monitoring systems see of a server. */
@NullMarked
package dev.signet.it.monitoring;

import org.jspecify.annotations.NullMarked;
