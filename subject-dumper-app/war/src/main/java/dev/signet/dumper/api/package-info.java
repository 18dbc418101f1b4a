/** The same caller, seen from Jakarta REST. */
@NullMarked
package dev.signet.dumper.api;

import org.jspecify.annotations.NullMarked;
