/** Opens the addresses of key rings. */
@NullMarked
package dev.signet.it.feature.rings.safkeyring;

import org.jspecify.annotations.NullMarked;
