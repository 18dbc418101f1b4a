/** The configuration of a Liberty server, as its files have it. */
@NullMarked
package dev.signet.cli.liberty;

import org.jspecify.annotations.NullMarked;
