/** How a request came: address ranges, and the conditions and filters on them. */
@NullMarked
package dev.signet.channel;

import org.jspecify.annotations.NullMarked;
