/** The applications of a Liberty server: their names, and who has their roles. */
@NullMarked
package dev.signet.liberty.applications;

import org.jspecify.annotations.NullMarked;
