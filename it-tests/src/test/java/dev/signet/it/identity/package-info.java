/** Which name, realm, groups and roles a caller gets from a token. */
@NullMarked
package dev.signet.it.identity;

import org.jspecify.annotations.NullMarked;
