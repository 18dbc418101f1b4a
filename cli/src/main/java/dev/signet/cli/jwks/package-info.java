/** Key stores, and the JSON Web Key Sets of their certificates. */
@NullMarked
package dev.signet.cli.jwks;

import org.jspecify.annotations.NullMarked;
