/** What Tomcat, Weld and Soteria need of each other. */
@NullMarked
package dev.signet.soteria;

import org.jspecify.annotations.NullMarked;
