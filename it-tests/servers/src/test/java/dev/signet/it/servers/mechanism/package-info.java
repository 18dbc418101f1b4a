/** What an application has that is served by the mechanism; it runs in the server. */
@NullMarked
package dev.signet.it.servers.mechanism;

import org.jspecify.annotations.NullMarked;
