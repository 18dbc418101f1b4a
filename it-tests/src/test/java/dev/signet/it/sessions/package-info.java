/** What outlives a request: HTTP sessions, remembered callers and used tokens. */
@NullMarked
package dev.signet.it.sessions;

import org.jspecify.annotations.NullMarked;
