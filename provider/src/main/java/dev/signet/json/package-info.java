/** JSON that an administrator writes, with comments, and the cause and place of a mistake in it. */
@NullMarked
package dev.signet.json;

import org.jspecify.annotations.NullMarked;
