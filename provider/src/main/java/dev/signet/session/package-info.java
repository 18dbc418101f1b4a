/** Whose an HTTP session is. It knows logins as digests and names, and nothing of tokens. */
@NullMarked
package dev.signet.session;

import org.jspecify.annotations.NullMarked;
