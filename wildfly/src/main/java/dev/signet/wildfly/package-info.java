/**
 * WildFly takes the callers of an application that its realm does not know, without a change of the
 * server.
 */
@NullMarked
package dev.signet.wildfly;

import org.jspecify.annotations.NullMarked;
