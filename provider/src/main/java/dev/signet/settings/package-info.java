/**
 * Text that an administrator writes: files, tables and JSON objects, with the place of each
 * mistake.
 */
@NullMarked
package dev.signet.settings;

import org.jspecify.annotations.NullMarked;
