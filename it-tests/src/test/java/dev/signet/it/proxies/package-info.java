/** Real proxies in front of the server: nginx, Apache httpd with Keycloak, and the junction. */
@NullMarked
package dev.signet.it.proxies;

import org.jspecify.annotations.NullMarked;
