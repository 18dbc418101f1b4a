package dev.signet.revocation;

import dev.signet.revocation.Revocation.RevokedKey;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A map in memory as a source of entries. The list is made anew when the map is another object.
 * Thread-safe.
 */
final class EntriesInMemory implements RevocationSource {
  private final Supplier<Map<String, long[]>> entries;
  private volatile Known known = new Known(Map.of(), RevocationList.EMPTY);

  /** The list of one state of the map. */
  private record Known(Map<String, long[]> entries, RevocationList list) {}

  /**
   * A source.
   *
   * @param entries the map at the moment, which is never changed: from the digest of an entry with
   *     its {@code issuedBefore} to two times in seconds since 1970, {@code issuedBefore} and
   *     {@code until}
   */
  EntriesInMemory(Supplier<Map<String, long[]>> entries) {
    this.entries = entries;
  }

  @Override
  public RevocationList current() {
    Map<String, long[]> now = entries.get();
    Known last = known;
    if (last.entries() != now) {
      RevocationList.Builder list = new RevocationList.Builder();
      now.forEach((key, times) -> list.add(RevokedKey.parse(key), times[0], times[1]));
      last = new Known(now, list.build());
      known = last;
    }
    return last.list();
  }
}
