/** Injects the caller and their claims into the beans of an application that has CDI. */
@NullMarked
package dev.signet.cdi;

import org.jspecify.annotations.NullMarked;
