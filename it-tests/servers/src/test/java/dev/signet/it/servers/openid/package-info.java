/** An application with OpenID Connect of Jakarta Security beside the mechanism of Signet. */
@NullMarked
package dev.signet.it.servers.openid;

import org.jspecify.annotations.NullMarked;
