package dev.signet.mapping;

import dev.signet.settings.TextPattern;
import java.util.Optional;

/**
 * What happens to subjects that a pattern matches.
 *
 * @param match the pattern; it must match the whole subject
 * @param user the local user, with {@code $1} and <code>${name}</code> for the groups of the
 *     pattern, as {@link java.util.regex.Matcher#appendReplacement(StringBuilder, String)} reads
 *     it; empty where the caller is refused
 */
public record UserRule(TextPattern match, Optional<String> user) {}
