@NullMarked
package dev.signet.junction;

import org.jspecify.annotations.NullMarked;
