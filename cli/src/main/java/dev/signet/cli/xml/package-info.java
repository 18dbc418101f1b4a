/** XML as descriptors and servers' configurations have it. */
@NullMarked
package dev.signet.cli.xml;

import org.jspecify.annotations.NullMarked;
