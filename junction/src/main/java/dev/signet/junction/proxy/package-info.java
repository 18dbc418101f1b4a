/** The reverse proxy: logins, sessions, and the servers behind it. */
@NullMarked
package dev.signet.junction.proxy;

import org.jspecify.annotations.NullMarked;
