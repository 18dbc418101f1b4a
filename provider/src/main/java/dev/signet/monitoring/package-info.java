/** What an application shows of Signet's work: metrics and whether it is ready for requests. */
@NullMarked
package dev.signet.monitoring;

import org.jspecify.annotations.NullMarked;
