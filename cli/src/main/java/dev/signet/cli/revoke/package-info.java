/** The command that revokes tokens: it writes the file that servers follow. */
@NullMarked
package dev.signet.cli.revoke;

import org.jspecify.annotations.NullMarked;
