/** The feature for Liberty: settings in server.xml, on servers of their own. */
@NullMarked
package dev.signet.it.feature;

import org.jspecify.annotations.NullMarked;
