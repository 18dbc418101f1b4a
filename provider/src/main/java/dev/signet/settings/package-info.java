/**
 * Reads the files, tables and JSON objects that an administrator writes, and reports the place of
 * each mistake.
 */
@NullMarked
package dev.signet.settings;

import org.jspecify.annotations.NullMarked;
