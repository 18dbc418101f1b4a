/**
 * JNDI names that begin with {@code cdi:}; JNDI prescribes the names of the package and of its
 * class.
 */
@NullMarked
package dev.signet.soteria.cdi;

import org.jspecify.annotations.NullMarked;
