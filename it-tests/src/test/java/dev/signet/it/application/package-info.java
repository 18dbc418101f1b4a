/** What the developer of an application does with {@code signet-test}, on a real server. */
@NullMarked
package dev.signet.it.application;

import org.jspecify.annotations.NullMarked;
