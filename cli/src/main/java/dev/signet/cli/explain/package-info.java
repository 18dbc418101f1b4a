/** Why a token is accepted or refused, step by step. */
@NullMarked
package dev.signet.cli.explain;

import org.jspecify.annotations.NullMarked;
