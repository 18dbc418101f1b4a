package dev.signet.identity;

import dev.signet.mapping.GroupMapping;
import dev.signet.mapping.GroupMapping.Unmapped;
import dev.signet.settings.TextPattern;
import dev.signet.token.BoundedMatching;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Maps the groups of a token to groups of this server. */
record GroupMapper(GroupMapping mapping) {

  Set<String> groups(Set<String> named) throws TokenRejectedException {
    if (mapping.isNone()) {
      return named;
    }
    BoundedMatching matching = new BoundedMatching(Rejection.GROUPS_MALFORMED);
    Set<String> groups = new LinkedHashSet<>();
    for (String name : named) {
      if (isLetThrough(name, matching)) {
        for (String group : called(name)) {
          groups.add(mapping.prefix().concat(group));
        }
      }
    }
    groups.addAll(mapping.add());
    return groups;
  }

  private boolean isLetThrough(String name, BoundedMatching matching)
      throws TokenRejectedException {
    return (mapping.include().isEmpty() || fitsOne(mapping.include(), name, matching))
        && !fitsOne(mapping.exclude(), name, matching);
  }

  private static boolean fitsOne(List<TextPattern> patterns, String name, BoundedMatching matching)
      throws TokenRejectedException {
    for (TextPattern pattern : patterns) {
      if (matching.fits(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  private List<String> called(String name) {
    List<String> otherwise = mapping.unmapped() == Unmapped.KEEP ? List.of(name) : List.of();
    return mapping.table().getOrDefault(name, otherwise);
  }
}
