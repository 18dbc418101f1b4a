/**
 * What a test puts on the server: an application and its {@code signet.json}. Also the check of the
 * logs after each class.
 */
@NullMarked
package dev.signet.it.setup;

import org.jspecify.annotations.NullMarked;
