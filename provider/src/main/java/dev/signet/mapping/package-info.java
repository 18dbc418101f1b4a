/** The rules that turn claims into a user, groups and a realm, with their tables. */
@NullMarked
package dev.signet.mapping;

import org.jspecify.annotations.NullMarked;
