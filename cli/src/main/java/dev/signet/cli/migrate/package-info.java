/**
 * Carries what a Liberty {@code server.xml} says about JSON Web Tokens over into a {@code
 * signet.json}, and says what it could not carry.
 */
@NullMarked
package dev.signet.cli.migrate;

import org.jspecify.annotations.NullMarked;
