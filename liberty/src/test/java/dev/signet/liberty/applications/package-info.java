/** The applications of a Liberty server. */
@NullMarked
package dev.signet.liberty.applications;

import org.jspecify.annotations.NullMarked;
