/** Connects Tomcat, Weld and Soteria. */
@NullMarked
package dev.signet.soteria;

import org.jspecify.annotations.NullMarked;
