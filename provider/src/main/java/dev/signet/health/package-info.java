/** A readiness check for servers that have MicroProfile Health. */
@NullMarked
package dev.signet.health;

import org.jspecify.annotations.NullMarked;
