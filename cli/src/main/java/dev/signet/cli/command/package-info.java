/** What every command needs: failures in one line, the console, files written as a whole. */
@NullMarked
package dev.signet.cli.command;

import org.jspecify.annotations.NullMarked;
