/** The same caller, seen from an enterprise bean. */
@NullMarked
package dev.signet.dumper.ejb;

import org.jspecify.annotations.NullMarked;
