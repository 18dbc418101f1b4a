package dev.signet.dumper.view;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One credential of the Subject: its class, and the entries of one that is a map. */
public record CredentialView(String className, List<CredentialEntry> entries) {
  public CredentialView {
    entries = List.copyOf(entries);
  }

  static CredentialView of(Object credential) {
    return new CredentialView(
        credential.getClass().getTypeName(),
        credential instanceof Map<?, ?> map ? entriesOf(map) : List.of());
  }

  private static List<CredentialEntry> entriesOf(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> CredentialEntry.of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(CredentialEntry::key))
        .toList();
  }
}
