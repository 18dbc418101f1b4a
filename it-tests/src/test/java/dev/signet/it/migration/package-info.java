/** From a server.xml to Signet: what a server answers before and after. */
@NullMarked
package dev.signet.it.migration;

import org.jspecify.annotations.NullMarked;
