@NullMarked
package dev.signet.test;

import org.jspecify.annotations.NullMarked;
