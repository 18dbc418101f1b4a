/** What every command needs: messages, files, ports, durations. */
@NullMarked
package dev.signet.junction.command;

import org.jspecify.annotations.NullMarked;
