/** A security provider with key rings that are no files, for the Java runtime of a server. */
@NullMarked
package dev.signet.it.feature.rings;

import org.jspecify.annotations.NullMarked;
