/** The caller and his claims, injected into the beans of an application that has CDI. */
@NullMarked
package dev.signet.cdi;

import org.jspecify.annotations.NullMarked;
