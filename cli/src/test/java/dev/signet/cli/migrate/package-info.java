/** Tests of the migration from Liberty. */
@NullMarked
package dev.signet.cli.migrate;

import org.jspecify.annotations.NullMarked;
