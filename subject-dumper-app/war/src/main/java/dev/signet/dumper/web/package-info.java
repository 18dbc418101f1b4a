/** Filters, servlets and what the JSPs are written with. */
@NullMarked
package dev.signet.dumper.web;

import org.jspecify.annotations.NullMarked;
