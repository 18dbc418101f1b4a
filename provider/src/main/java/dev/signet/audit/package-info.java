/** One line of JSON for each login and each refusal, for auditors. */
@NullMarked
package dev.signet.audit;

import org.jspecify.annotations.NullMarked;
