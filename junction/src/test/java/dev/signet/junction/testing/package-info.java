/** Fixtures of the tests: servers, clients, keys and stores. */
@NullMarked
package dev.signet.junction.testing;

import org.jspecify.annotations.NullMarked;
