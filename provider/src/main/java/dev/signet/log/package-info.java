/** The messages of the log: each has an id, and may be translated. */
@NullMarked
package dev.signet.log;

import org.jspecify.annotations.NullMarked;
