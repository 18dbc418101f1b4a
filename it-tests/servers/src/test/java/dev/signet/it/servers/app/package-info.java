/**
 * What the application of the truth table consists of, beside the witness; it runs in the server.
 */
@NullMarked
package dev.signet.it.servers.app;

import org.jspecify.annotations.NullMarked;
