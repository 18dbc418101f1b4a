/** Signet as a feature of Liberty: its settings are elements of {@code server.xml}. */
@NullMarked
package dev.signet.liberty;

import org.jspecify.annotations.NullMarked;
