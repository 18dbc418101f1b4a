/** Answers from key servers and introspection endpoints over HTTP, limited in size and time. */
@NullMarked
package dev.signet.http;

import org.jspecify.annotations.NullMarked;
