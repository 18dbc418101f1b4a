/** What a refused request gets: the answer, the error page and the line in the log. */
@NullMarked
package dev.signet.it.refusals;

import org.jspecify.annotations.NullMarked;
