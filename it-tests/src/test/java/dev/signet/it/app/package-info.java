/** What the applications of the tests consist of; it runs in the server and knows no Signet. */
@NullMarked
package dev.signet.it.app;

import org.jspecify.annotations.NullMarked;
