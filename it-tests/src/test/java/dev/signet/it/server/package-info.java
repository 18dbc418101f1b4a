/**
 * The server that the tests share: its addresses, files and log, the programs beside it, and how to
 * wait for them.
 */
@NullMarked
package dev.signet.it.server;

import org.jspecify.annotations.NullMarked;
