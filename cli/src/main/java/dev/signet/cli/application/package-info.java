/** What the descriptors of an application say of roles and pages. */
@NullMarked
package dev.signet.cli.application;

import org.jspecify.annotations.NullMarked;
