/** An application with OpenID Connect of Jakarta Security, with and without Signet's mechanism. */
@NullMarked
package dev.signet.it.servers.openid;

import org.jspecify.annotations.NullMarked;
