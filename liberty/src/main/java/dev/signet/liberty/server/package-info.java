/** What the server has by its own names: key stores, settings of TLS, passwords, an audit. */
@NullMarked
package dev.signet.liberty.server;

import org.jspecify.annotations.NullMarked;
