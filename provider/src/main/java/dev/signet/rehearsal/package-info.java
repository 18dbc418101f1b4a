/** What Signet would do with the requests of an application that it does not authenticate. */
@NullMarked
package dev.signet.rehearsal;

import org.jspecify.annotations.NullMarked;
