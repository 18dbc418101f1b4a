/** What the TCK of MicroProfile JWT needs to run with Signet. */
@NullMarked
package dev.signet.tck;

import org.jspecify.annotations.NullMarked;
