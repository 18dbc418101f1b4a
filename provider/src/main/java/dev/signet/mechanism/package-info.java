/** Signet as the HttpAuthenticationMechanism of Jakarta Security, and its beans. */
@NullMarked
package dev.signet.mechanism;

import org.jspecify.annotations.NullMarked;
