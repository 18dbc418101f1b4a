/** The attributes of a request besides its token, and the filters on them. */
@NullMarked
package dev.signet.channel;

import org.jspecify.annotations.NullMarked;
