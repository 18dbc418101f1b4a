/** Tests of the migration from Liberty. */
@NullMarked
package dev.signet.migrate;

import org.jspecify.annotations.NullMarked;
