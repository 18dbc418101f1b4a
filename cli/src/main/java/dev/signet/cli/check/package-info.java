/** What is wrong with a configuration, its key servers or the server it is for. */
@NullMarked
package dev.signet.cli.check;

import org.jspecify.annotations.NullMarked;
