/**
 * For the tests of applications that Signet serves: an issuer with a key of its own, its tokens and
 * settings, a proxy, and a caller without a server. For tests alone: everyone who runs it can sign
 * a token for any user.
 */
@NullMarked
package dev.signet.test;

import org.jspecify.annotations.NullMarked;
