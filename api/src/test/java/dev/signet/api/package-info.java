/** An application, compiled against the jar alone. */
@NullMarked
package dev.signet.api;

import org.jspecify.annotations.NullMarked;
