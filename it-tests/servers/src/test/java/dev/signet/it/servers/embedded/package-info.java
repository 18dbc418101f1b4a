/** What runs in the process of a server that is a library, on that server's class path alone. */
@NullMarked
package dev.signet.it.servers.embedded;

import org.jspecify.annotations.NullMarked;
