@NullMarked
package dev.signet.mpjwt;

import org.jspecify.annotations.NullMarked;
