/**
 * SubjectDumper, the application of the seed: which caller gets which page, and what the pages
 * show.
 */
@NullMarked
package dev.signet.it.dumper;

import org.jspecify.annotations.NullMarked;
