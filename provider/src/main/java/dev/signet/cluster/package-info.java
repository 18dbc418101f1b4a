/** What several servers share, in the caches of an engine that speaks JCache (JSR 107). */
@NullMarked
package dev.signet.cluster;

import org.jspecify.annotations.NullMarked;
