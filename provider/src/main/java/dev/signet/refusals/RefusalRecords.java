package dev.signet.refusals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last refusals of one application: 1,000 at most, and 1 MB by estimate. They outlive a reload
 * of the configuration and end with the application. Thread-safe.
 */
final class RefusalRecords implements RefusalsMXBean {
  private static final int MAX_RECORDS = 1_000;
  private static final long MAX_BYTES = 1_000_000;

  // below: guarded by this
  private final Deque<RefusalRecord> records = new ArrayDeque<>();
  private long bytes;
  private long refused;
  private boolean keepsValues;

  synchronized void add(RefusalRecord refusal) {
    refused++;
    RefusalRecord kept = keepsValues ? refusal : refusal.withoutValues();
    records.addFirst(kept);
    bytes += kept.bytes();
    while (records.size() > MAX_RECORDS || bytes > MAX_BYTES) {
      bytes -= records.removeLast().bytes();
    }
  }

  /** With false, the records lose their values, and those that come too. */
  synchronized void keepValues(boolean areKept) {
    keepsValues = areKept;
    if (areKept) {
      return;
    }
    List<RefusalRecord> kept = records.stream().map(RefusalRecord::withoutValues).toList();
    records.clear();
    records.addAll(kept);
    bytes = kept.stream().mapToLong(RefusalRecord::bytes).sum();
  }

  synchronized void clear() {
    records.clear();
    bytes = 0;
  }

  @Override
  public synchronized List<RecordedRefusal> last(int count) {
    return records.stream().limit(Math.max(0, count)).map(RecordedRefusal.class::cast).toList();
  }

  @Override
  public synchronized List<RecordedRefusal> find(String reference) {
    return records.stream()
        .filter(refusal -> refusal.reference().equalsIgnoreCase(reference.strip()))
        .map(RecordedRefusal.class::cast)
        .toList();
  }

  @Override
  public synchronized long getRefused() {
    return refused;
  }
}
