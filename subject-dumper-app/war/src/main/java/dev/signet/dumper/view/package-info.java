/** What a page shows: immutable records, secrets already masked. */
@NullMarked
package dev.signet.dumper.view;

import org.jspecify.annotations.NullMarked;
