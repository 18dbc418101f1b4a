/** An application that chooses among its mechanisms by itself, with Jakarta Security 4. */
@NullMarked
package dev.signet.it.servers.handler;

import org.jspecify.annotations.NullMarked;
