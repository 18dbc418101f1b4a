package dev.signet.mapping;

import dev.signet.settings.TextPattern;
import java.util.Optional;

/**
 * What becomes of the subjects that a pattern fits.
 *
 * @param match the pattern; it must fit the whole subject
 * @param user the local user, with {@code $1} and <code>${name}</code> for what groups of the
 *     pattern hold, as {@link java.util.regex.Matcher#appendReplacement(StringBuilder, String)}
 *     reads it; empty where the caller is refused
 */
public record UserRule(TextPattern match, Optional<String> user) {}
