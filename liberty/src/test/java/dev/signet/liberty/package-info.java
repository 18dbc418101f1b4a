/** Tests of the feature, without a server. */
@NullMarked
package dev.signet.liberty;

import org.jspecify.annotations.NullMarked;
