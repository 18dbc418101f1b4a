/** What on an installed server leaves Signet off, or half on. */
@NullMarked
package dev.signet.cli.server;

import org.jspecify.annotations.NullMarked;
