/** The thin side towards the server: translate, call the line, translate back. */
@NullMarked
package dev.signet.container;

import org.jspecify.annotations.NullMarked;
