/** What an application does beside Signet: servlets of the applications under test. */
@NullMarked
package dev.signet.it.servers.beside;

import org.jspecify.annotations.NullMarked;
