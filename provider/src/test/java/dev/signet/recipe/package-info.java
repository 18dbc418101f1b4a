/**
 * The recipes of docs/proxies that have no live part in the tests: tokens of the recorded shapes.
 */
@NullMarked
package dev.signet.recipe;

import org.jspecify.annotations.NullMarked;
