/** What the tests share: keys, really signed tokens, requests, and a clock one can set. */
@NullMarked
package dev.signet.testing;

import org.jspecify.annotations.NullMarked;
