/** What the container tells about the caller, read without compiling against any container. */
@NullMarked
package dev.signet.dumper.subject;

import org.jspecify.annotations.NullMarked;
